import { AGGREGATES, type AggregateName, type ResampleSource } from './aggregate.ts';
import { bootstrapInterval, type Interval } from './bootstrap.ts';
import { allEqual } from './order.ts';
import { rankBiserial, signedRanks } from './signed-ranks.ts';
import { wilcoxon } from './wilcoxon.ts';

/** What a comparison with the baseline says. */
export type Verdict = 'equal' | 'higher' | 'lower' | 'no difference' | 'too few';

/** Fewer pairs cannot reach p < 0.05, whatever they are: 2 / 2^5 is 0.0625. */
export const FEWEST_PAIRS = 6;

/** The values of a group, one for each seed; NaN where there is none. */
export type Values = ArrayLike<number>;

/** What the values of one group say. */
export interface Summary {
  /** Seeds that have a value. */
  readonly n: number;
  readonly value: number;
  /** Of the value, when seeds are drawn again; null where nothing varies or too few values are. */
  readonly interval: Interval | null;
}

/** How a group differs from the baseline, seed by seed. */
export interface Difference {
  /** Seeds at which both have a value. */
  readonly pairs: number;
  /** Of these, the ones that differ. */
  readonly different: number;
  /** Aggregate of the differences. */
  readonly value: number;
  readonly interval: Interval | null;
  /** Matched-pairs rank-biserial correlation, -1 to 1; null without draws. */
  readonly effect: number | null;
  /** Of the signed-rank test, not corrected; null without draws. */
  readonly p: number | null;
  readonly verdict: Verdict;
}

/** What one group's values are; null where there are none. `drawn` says whether seeds vary anything. */
export function summarize(
  values: Values,
  by: AggregateName,
  drawn: boolean,
  resamples: ResampleSource,
): Summary | null {
  const held = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  if (held.length === 0) return null;
  const aggregate = AGGREGATES[by];
  return {
    n: held.length,
    value: aggregate.of(held),
    interval: drawn ? bootstrapInterval(held, aggregate, resamples) : null,
  };
}

/** How a group's values differ from the baseline's at the same seeds; null where no seed has both. */
export function difference(
  values: Values,
  baseline: Values,
  by: AggregateName,
  drawn: boolean,
  resamples: ResampleSource,
): Difference | null {
  const differences = Float64Array.from(values, (value, i) => value - baseline[i]!).filter(
    (each) => !Number.isNaN(each),
  );
  const found = summarize(differences, by, drawn, resamples);
  if (found === null) return null;
  const ranks = signedRanks(differences);
  return {
    pairs: found.n,
    different: ranks.count,
    value: found.value,
    interval: found.interval,
    effect: drawn ? rankBiserial(ranks) : null,
    p: drawn ? wilcoxon(ranks) : null,
    verdict: verdict(differences, found, drawn),
  };
}

/** Without draws a difference is a fact. With draws the interval decides, once there are pairs enough to decide. */
function verdict(differences: Float64Array, { n, value, interval }: Summary, drawn: boolean): Verdict {
  if (allEqual(differences) && value === 0) return 'equal';
  if (drawn && (n < FEWEST_PAIRS || interval === null)) return 'too few';
  const { low, high } = interval ?? { low: value, high: value };
  return low > 0 ? 'higher' : high < 0 ? 'lower' : 'no difference';
}
