import { type Column, columnNamed, type Table } from '../../metrics/catalogue.ts';
import type { CellResult, Row } from '../../metrics/results.ts';
import { AGGREGATES } from '../../metrics/statistics/aggregate.ts';
import type { RunSummary } from '../../metrics/summary.ts';
import { exactText } from '../../report/exact-text.ts';
import { totalsOf } from '../../report/totals.ts';
import type { Claim, ClaimTest } from './claim.ts';

/** One figure that a claim speaks of: a policy in a scenario at a point, over its seeds. */
export interface ClaimedFigure {
  readonly where: string;
  readonly policy: string;
  readonly value: number | string | null;
}

/** The figures of cells that a claim speaks of, those of the policy that it compares with among them. */
export function figuresOfClaim(claim: Claim, cells: Iterable<CellResult>): readonly ClaimedFigure[] {
  const groups = new Map<string, CellResult[]>();
  for (const cell of cells) {
    if (claim.scenarios && !claim.scenarios.includes(cell.scenario)) continue;
    if (claim.points && !claim.points.includes(cell.point)) continue;
    if (!isMeant(claim, cell.policy)) continue;
    const key = `${cell.scenario}\n${cell.point}\n${cell.policy}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  const figures = [...groups.values()].map((group) => {
    const { scenario, point, policy } = group[0]!;
    return {
      where: point === '' ? `"${scenario}"` : `"${scenario}" at ${point}`,
      policy,
      value: aggregateOf(claim, group),
    };
  });
  // What is claimed of all scenarios is claimed of the figures that there are.
  return claim.scenarios ? figures : figures.filter(({ value }) => value !== null);
}

/** In how many scenarios policies are at ideal, better or worse than linux. */
export function totalsOfClaim(claim: Claim, summary: RunSummary): readonly ClaimedFigure[] {
  const { policies, scenarios } = totalsOf(summary);
  const pick = {
    scenarios_at_ideal: 'atIdeal',
    scenarios_better: 'better',
    scenarios_worse: 'worse',
  } as const;
  const name = pick[claim.metric as keyof typeof pick];
  return policies
    .filter(({ label }) => isMeant(claim, label))
    .map((each) => ({ where: `${scenarios} scenarios`, policy: each.label, value: each[name] }));
}

/** What is wrong with figures that a claim speaks of; empty where it holds. */
export function objections(claim: Claim, figures: readonly ClaimedFigure[]): readonly string[] {
  const { test } = claim;
  const own = figures.filter(
    ({ policy }) => claim.policies.includes(policy) || claim.policies.includes('all'),
  );
  if (own.length === 0) return ['the run has no such figure'];
  return own.flatMap((figure) => {
    const expected = expectation(test, figure, figures);
    return expected === undefined
      ? []
      : [`${figure.policy} in ${figure.where}: expected ${expected}, got ${shown(claim, figure.value)}`];
  });
}

/** What was expected of a figure that does not hold. */
function expectation(
  test: ClaimTest,
  { where, value }: ClaimedFigure,
  figures: readonly ClaimedFigure[],
): string | undefined {
  switch (test.kind) {
    case 'is': {
      const near = typeof value === 'number' && typeof test.value === 'number';
      const holds = near ? Math.abs(value - (test.value as number)) <= test.tolerance : value === test.value;
      return holds ? undefined : `${test.value}${test.tolerance > 0 ? ` ± ${test.tolerance}` : ''}`;
    }
    case 'at_least':
      return typeof value === 'number' && value >= test.value ? undefined : `at least ${test.value}`;
    case 'at_most':
      return typeof value === 'number' && value <= test.value ? undefined : `at most ${test.value}`;
    case 'direction': {
      const other = figures.find((each) => each.where === where && each.policy === test.than)?.value;
      if (typeof value !== 'number' || typeof other !== 'number') return `a number for ${test.than} too`;
      const found = value > other ? 'higher' : value < other ? 'lower' : 'equal';
      return found === test.direction ? undefined : `${test.direction} than ${test.than}, ${other}`;
    }
    default:
      return undefined;
  }
}

function isMeant({ policies, test }: Claim, policy: string): boolean {
  return (
    policies.includes('all') ||
    policies.includes(policy) ||
    (test.kind === 'direction' && test.than === policy)
  );
}

/** The value of a group: of numbers over seeds the metric's aggregate; null where a seed has none or texts differ. */
function aggregateOf(claim: Claim, group: readonly CellResult[]): number | string | null {
  const values = group.map((cell) => rowOf(claim, cell)?.[claim.metric] ?? null);
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) return values.every((value) => value === values[0]) ? values[0]! : null;
  return AGGREGATES[columnOf(claim).across?.by ?? 'mean'].of(numbers);
}

function rowOf(claim: Claim, cell: CellResult): Row | undefined {
  if (claim.mapping !== undefined) return cell.placements.find(({ mapping }) => mapping === claim.mapping);
  return cell[tableOf(claim) as 'coverage' | 'fragmentation'];
}

function tableOf({ metric, mapping }: Claim): Table {
  if (mapping !== undefined) return 'placements';
  return columnNamed(metric, 'coverage') ? 'coverage' : 'fragmentation';
}

function columnOf(claim: Claim): Column {
  return columnNamed(claim.metric, tableOf(claim))!;
}

function shown(claim: Claim, value: number | string | null): string {
  if (value === null) return 'nothing';
  return typeof value === 'number' && columnNamed(claim.metric)
    ? exactText(value, columnOf(claim).type)
    : String(value);
}
