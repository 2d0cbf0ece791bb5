import type { Figure } from '../metrics/figures.ts';
import type { GroupSummary } from '../metrics/group-summary.ts';
import type { ScenarioInfo } from '../metrics/results.ts';
import type { Spread } from '../metrics/spread.ts';
import { FEWEST, type Interval } from '../metrics/statistics/bootstrap.ts';
import { FEWEST_PAIRS } from '../metrics/statistics/compare.ts';
import { groupSummaryOf } from '../metrics/statistics/group-statistics.ts';
import type { Resamples } from '../metrics/statistics/resamples.ts';
import { humanText } from './human-text.ts';

/** What a table shows of a figure over the seeds of a group. */
export interface OverSeeds {
  /** Mean or median, as the metric is declared where every value was kept; else the mean. */
  readonly value: number;
  /** Within which the value is told from others: its 95 % interval, or the range where there is none. */
  readonly limits: Interval;
}

/** The headline of a group over its seeds; null where it has no figures. */
export function headlineOverSeeds(
  group: GroupSummary,
  figure: Figure,
  resamples: Resamples,
): OverSeeds | null {
  const found = groupSummaryOf(group, figure, resamples);
  if (found === null) return null;
  return { value: found.value, limits: found.interval ?? rangeOf(group, figure) };
}

/** A figure of which only mean and range are known. */
export function spreadOverSeeds(group: GroupSummary, { table, column }: Figure): OverSeeds | null {
  const spread = group.spread(table, column.name);
  return spread === null ? null : { value: spread.mean, limits: { low: spread.least, high: spread.most } };
}

function rangeOf(group: GroupSummary, { table, column }: Figure): Interval {
  const { least, most } = group.spread(table, column.name) as Spread;
  return { low: least, high: most };
}

/** Limits for a reader: `12..50%`, `64M..2G`; one value where they are the same to the digits shown. */
export function limitsText({ low, high }: Interval, { column }: Figure): string {
  const from = humanText(column, low);
  const to = humanText(column, high);
  return from === to ? to : `${from.endsWith('%') && to.endsWith('%') ? from.slice(0, -1) : from}..${to}`;
}

/** What a column of limits is headed: the interval, or the range where seeds are too few for one. */
export function limitsHeading({ seeds }: ScenarioInfo): string {
  return seeds.length < FEWEST ? 'range' : '95%';
}

/** What varies, and what is shown of it; nothing where nothing is drawn. */
export function seedsSentence({ seeds }: ScenarioInfo, { column }: Figure): string[] {
  if (seeds.length < 2) return [];
  const by = column.across?.by ?? 'mean';
  const limits = seeds.length < FEWEST ? 'range' : '95% interval';
  const few = seeds.length < FEWEST_PAIRS ? '; too few to call a difference' : '';
  return [`Over ${seeds.length} seeds: ${column.name} as ${by} with its ${limits}${few}.`];
}
