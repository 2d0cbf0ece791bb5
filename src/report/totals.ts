import type { GroupSummary } from '../metrics/group-summary.ts';
import type { RunSummary, ScenarioSummary } from '../metrics/summary.ts';
import { BASELINE } from './policy-labels.ts';

/** How one policy did over all scenarios that count. Numbers of scenarios. */
export interface PolicyTotals {
  readonly label: string;
  readonly needs: readonly string[];
  readonly atIdeal: number;
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
  /** Scenarios in which it has no figures: a violation, an error, a timeout. */
  readonly leftOut: number;
}

/** All policies over all scenarios. */
export interface Totals {
  readonly policies: readonly PolicyTotals[];
  /** Scenarios that count. */
  readonly scenarios: number;
  /** Scenarios that do not count because a shown policy skips them. */
  readonly skipped: readonly string[];
  /** Scenarios that do not count because ideal itself saves nothing there. */
  readonly withoutIdeal: readonly string[];
}

/** Differences below this are rounding of means, not of placements. */
export const EPSILON = 1e-9;

/** Mean share of ideal of a policy and of linux, over the cells of a scenario that both have. */
interface Pair {
  readonly own: number;
  readonly linux: number;
}

/**
 * Compares policies scenario by scenario, never by sums that one giant BAR rules: each by its mean share of ideal,
 * paired with linux at the same points and seeds.
 */
export function totalsOf(summary: RunSummary): Totals {
  const { counted, skipped, withoutIdeal } = countedScenarios(summary);
  const policies = summary.policies.map(({ label, needs }) => ({ label, needs, ...tallyOf(counted, label) }));
  return { policies, scenarios: counted.length, skipped, withoutIdeal };
}

/** The scenarios of a run that count, and the names of those that do not. */
export function countedScenarios(summary: RunSummary): {
  readonly counted: readonly ScenarioSummary[];
  readonly skipped: readonly string[];
  readonly withoutIdeal: readonly string[];
} {
  const skipped: string[] = [];
  const withoutIdeal: string[] = [];
  const counted: ScenarioSummary[] = [];
  for (const scenario of summary.scenarios) {
    const { info, groups } = scenario;
    if (groups.some((group) => group.skipped > 0)) skipped.push(info.name);
    else if (groups.every((group) => group.spread('coverage', SHARE_OF_IDEAL) === null))
      withoutIdeal.push(info.name);
    else counted.push(scenario);
  }
  return { counted, skipped, withoutIdeal };
}

/** In how many scenarios a policy is at ideal, better than, equal to and worse than linux. */
export function tallyOf(
  scenarios: readonly ScenarioSummary[],
  label: string,
): Omit<PolicyTotals, 'label' | 'needs'> {
  const pairs = scenarios.map((scenario) => pairOf(scenario, label));
  const held = pairs.filter((pair) => pair !== null);
  const count = (test: (pair: Pair) => boolean) => held.filter(test).length;
  return {
    atIdeal: count(({ own }) => own >= 1 - EPSILON),
    better: count(({ own, linux }) => own > linux + EPSILON),
    equal: count(({ own, linux }) => Math.abs(own - linux) <= EPSILON),
    worse: count(({ own, linux }) => own < linux - EPSILON),
    leftOut: pairs.length - held.length,
  };
}

/** A policy's mean share of ideal over the cells of a scenario; null where it has no figures. */
export function meanShareOf(scenario: ScenarioSummary, label: string): number | null {
  return pairOf(scenario, label)?.own ?? null;
}

function pairOf({ groups }: ScenarioSummary, label: string): Pair | null {
  const linux = new Map(
    groups.filter(({ policy }) => policy === BASELINE).map((group) => [group.point, sharesOf(group)]),
  );
  let [count, own, base] = [0, 0, 0];
  for (const group of groups) {
    const other = linux.get(group.point);
    if (group.policy !== label || other === undefined) continue;
    sharesOf(group).forEach((share, seed) => {
      const share0 = other[seed] ?? Number.NaN;
      if (Number.isNaN(share) || Number.isNaN(share0)) return;
      count++;
      own += share;
      base += share0;
    });
  }
  return count === 0 ? null : { own: own / count, linux: base / count };
}

/** One value a seed; NaN where there is none. */
function sharesOf(group: GroupSummary): Float64Array {
  return group.values('coverage', SHARE_OF_IDEAL);
}

const SHARE_OF_IDEAL = 'share_of_ideal';
