import { CATALOGUE } from '../catalogue.ts';
import { type Diagnostic, diagnose, type Report } from '../diagnostic.ts';

/** Collects what the sweep points report, so that a mistake met at many points is said once. */
export interface PointReports {
  /** A report for one point. */
  readonly at: (label: string) => Report;
  /** What was collected; a mistake that not every point has names the first that has it. */
  readonly collected: (points: number) => Diagnostic[];
}

/** An empty collection. */
export function pointReports(): PointReports {
  const found = new Map<string, { diagnostic: Diagnostic; labels: Set<string> }>();
  return {
    at: (label) => (code, span, values, related) => {
      const key = `${code} ${span.file} ${span.start} ${span.end}`;
      const entry = found.get(key);
      if (entry) entry.labels.add(label);
      else found.set(key, { diagnostic: diagnose(code, span, values, related), labels: new Set([label]) });
    },
    collected: (points) =>
      [...found.values()].map(({ diagnostic, labels }) => {
        if (labels.size === points) return diagnostic;
        const [first] = labels;
        return { ...milder(diagnostic), message: `${diagnostic.message} (at ${first})` };
      }),
  };
}

/**
 * A sweep may run past the end of a region on purpose: the mapping fails at those points, and tables count that. Past
 * the end at every point is a mistake.
 */
function milder(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.code !== 'PL3004') return diagnostic;
  return { ...diagnostic, code: 'PL3034', severity: CATALOGUE.PL3034.severity };
}
