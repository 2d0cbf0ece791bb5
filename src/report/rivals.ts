import type { RunSummary } from '../metrics/summary.ts';
import { BASELINE, BOUND, idOf } from './policy-labels.ts';
import { countedScenarios, EPSILON, meanShareOf, tallyOf } from './totals.ts';

/** How many scenarios of each kind are named; the rest is counted. */
const NAMED = 6;

/** Policies of the lab itself, which nobody proposes. */
const BOUNDS: ReadonlySet<string> = new Set([BASELINE, BOUND, 'exact-fit']);

/**
 * Where the two leading proposals part: the scenarios in which one has a greater share of ideal than the other. The
 * totals alone hide it, as each may win where the other loses.
 */
export function rivalLines(summary: RunSummary): readonly string[] {
  const { counted } = countedScenarios(summary);
  const ranked = summary.policies
    .filter(({ id, toldBy }) => !BOUNDS.has(id) && toldBy !== 'user space')
    .map(({ label }) => ({ label, atIdeal: tallyOf(counted, label).atIdeal }))
    .sort((a, b) => b.atIdeal - a.atIdeal)
    .map(({ label }) => label);
  const [first] = ranked;
  if (first === undefined) return [];
  for (const second of ranked.slice(1)) {
    if (idOf(second) === idOf(first)) continue;
    const wins = parted(counted, first, second);
    const losses = parted(counted, second, first);
    if (wins.length > 0 && losses.length > 0) return [line(first, second, wins), line(second, first, losses)];
  }
  return [];
}

function parted(
  counted: ReturnType<typeof countedScenarios>['counted'],
  one: string,
  other: string,
): string[] {
  return counted
    .filter((scenario) => (meanShareOf(scenario, one) ?? 0) > (meanShareOf(scenario, other) ?? 0) + EPSILON)
    .map(({ info }) => `"${info.name}"`);
}

function line(one: string, other: string, names: readonly string[]): string {
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const where = names.length === 1 ? '1 scenario' : `${names.length} scenarios`;
  return `${one} beats ${other} in ${where}: ${names.slice(0, NAMED).join(', ')}${rest}.`;
}
