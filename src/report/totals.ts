import { columnNamed } from '../metrics/catalogue.ts';
import type { CellResult, RunResult, ScenarioInfo } from '../metrics/results.ts';
import { BASELINE, cellsOf, figure, isTrouble } from './cells.ts';

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

/** A scenario that counts, with its cells. */
export interface CountedScenario {
  readonly scenario: ScenarioInfo;
  readonly cells: readonly CellResult[];
}

/** Mean share of ideal of a policy and of linux, over the cells of a scenario that both have. */
interface Pair {
  readonly own: number;
  readonly linux: number;
}

/**
 * Compares policies scenario by scenario, never by sums that one giant BAR rules: each by its mean share of ideal,
 * paired with linux at the same points and seeds.
 */
export function totalsOf(result: RunResult): Totals {
  const { counted, skipped, withoutIdeal } = countedScenarios(result);
  const policies = result.policies.map(({ label, needs }) => ({ label, needs, ...tallyOf(counted, label) }));
  return { policies, scenarios: counted.length, skipped, withoutIdeal };
}

/** The scenarios of a run that count, and the names of those that do not. */
export function countedScenarios(result: RunResult): {
  readonly counted: readonly CountedScenario[];
  readonly skipped: readonly string[];
  readonly withoutIdeal: readonly string[];
} {
  const skipped: string[] = [];
  const withoutIdeal: string[] = [];
  const counted: CountedScenario[] = [];
  for (const scenario of result.scenarios) {
    const cells = cellsOf(result, scenario);
    if (cells.some(({ status }) => status === 'skipped')) skipped.push(scenario.name);
    else if (cells.every((cell) => isTrouble(cell.status) || share(cell) === null))
      withoutIdeal.push(scenario.name);
    else counted.push({ scenario, cells });
  }
  return { counted, skipped, withoutIdeal };
}

/** In how many scenarios a policy is at ideal, better than, equal to and worse than linux. */
export function tallyOf(
  scenarios: readonly CountedScenario[],
  label: string,
): Omit<PolicyTotals, 'label' | 'needs'> {
  const pairs = scenarios.map(({ cells }) => pairOf(cells, label));
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
export function meanShareOf(cells: readonly CellResult[], label: string): number | null {
  return pairOf(cells, label)?.own ?? null;
}

function pairOf(cells: readonly CellResult[], label: string): Pair | null {
  const linux = new Map(
    cells.filter(({ policy }) => policy === BASELINE).map((cell) => [cellKey(cell), share(cell)]),
  );
  const pairs: Pair[] = [];
  for (const cell of cells) {
    if (cell.policy !== label) continue;
    const own = share(cell);
    const base = linux.get(cellKey(cell)) ?? null;
    if (own !== null && base !== null) pairs.push({ own, linux: base });
  }
  if (pairs.length === 0) return null;
  return { own: mean(pairs.map(({ own }) => own)), linux: mean(pairs.map((pair) => pair.linux)) };
}

function share(cell: CellResult): number | null {
  return figure(cell, SHARE_OF_IDEAL, 'coverage');
}

const SHARE_OF_IDEAL = columnNamed('share_of_ideal', 'coverage')!;

function cellKey({ point, seed }: CellResult): string {
  return `${point}\n${seed}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
