import { figuresOf } from '../../metrics/figures.ts';
import type { PolicyInfo, Row } from '../../metrics/results.ts';
import { RunSummariser, type RunSummary } from '../../metrics/summary.ts';
import type { Status } from '../../replay/status.ts';
import type { ResultRows } from '../figures/figure.ts';

/** The summary of a run from its rows, for tables over all scenarios. */
export function summaryOfRows(
  results: ResultRows,
  needs: ReadonlyMap<string, readonly string[]>,
): RunSummary {
  const scenarios = results.scenarios.map((scenario) => ({ ...scenario, comment: '', machine: '' }));
  const policies: PolicyInfo[] = results.policies.map((label) => ({
    label,
    id: label.replace(/\(.*$/, ''),
    needs: needs.get(label) ?? [],
    toldBy: '',
    source: '',
  }));
  const summary = new RunSummariser(scenarios, policies);
  const others = new Map(results.fragmentation.map((row) => [keyOf(row), row]));
  for (const coverage of results.coverage) {
    const name = {
      scenario: String(coverage.scenario),
      point: String(coverage.point),
      seed: typeof coverage.seed === 'number' ? coverage.seed : null,
      policy: String(coverage.policy),
      status: coverage.status as Status,
      message: '',
    };
    const fragmentation = others.get(keyOf(coverage)) ?? {};
    const figures = figuresOf({ ...name, placements: [], coverage, fragmentation });
    summary.add({ ...name, figures, mappings: 0, failedMappings: 0, placements: [] });
  }
  return summary;
}

function keyOf({ scenario, point, seed, policy }: Row): string {
  return JSON.stringify([scenario, point, seed, policy]);
}
