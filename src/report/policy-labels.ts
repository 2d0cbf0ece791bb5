import type { GroupSummary } from '../metrics/group-summary.ts';
import type { PolicyInfo } from '../metrics/results.ts';

/** The policy that all others are compared with. */
export const BASELINE = 'linux';

/** The policy that places nothing: a bound, which takes no part in a comparison. */
export const BOUND = 'ideal';

/** A policy's id, from its label: `wilcox-length(cont=off)` is `wilcox-length`. */
export function idOf(label: string): string {
  return label.replace(/\(.*$/, '');
}

/**
 * The rows of a scenario's table: the policies as they were asked for, `linux` first, each followed by the variants
 * that a sweep over its options made.
 */
export function labelsOf(
  policies: readonly PolicyInfo[],
  groups: readonly GroupSummary[],
): readonly string[] {
  const shown = new Set(groups.map(({ policy }) => policy));
  const asked = policies.map(({ label }) => label);
  const ordered = new Set<string>();
  for (const label of [BASELINE, ...asked]) {
    if (shown.has(label)) ordered.add(label);
    for (const other of shown) if (!asked.includes(other) && idOf(other) === idOf(label)) ordered.add(other);
  }
  for (const label of shown) ordered.add(label);
  return [...ordered];
}
