import { mean, median, sorted } from './order.ts';
import type { Resamples } from './resamples.ts';

/** How values of several seeds become one figure, and how that figure varies when seeds are drawn again. */
export interface Aggregate {
  readonly name: AggregateName;
  of(values: ArrayLike<number>): number;
  /** The figure of every resample. */
  resampled(values: ArrayLike<number>, resamples: ResampleSource): Float64Array;
  /** The figure without one value, for each value. */
  leavingOneOut(values: ArrayLike<number>): Float64Array;
}

/** What an aggregate takes from {@link Resamples}. */
export type ResampleSource = Pick<Resamples, 'indices' | 'middles' | 'count'>;

/** Names of the aggregates. */
export type AggregateName = 'mean' | 'median';

/** The aggregates by name. */
export const AGGREGATES: Readonly<Record<AggregateName, Aggregate>> = {
  mean: { name: 'mean', of: mean, resampled: resampledMeans, leavingOneOut: meansLeavingOneOut },
  median: { name: 'median', of: median, resampled: resampledMedians, leavingOneOut: mediansLeavingOneOut },
};

function resampledMeans(values: ArrayLike<number>, resamples: ResampleSource): Float64Array {
  const size = values.length;
  const indices = resamples.indices(size);
  const means = new Float64Array(resamples.count);
  for (let i = 0, at = 0; i < means.length; i++) {
    let sum = 0;
    for (const end = at + size; at < end; at++) sum += values[indices[at]!]!;
    means[i] = sum / size;
  }
  return means;
}

/** Resamples draw from the values in ascending order, whose middles are known once for all values. */
function resampledMedians(values: ArrayLike<number>, resamples: ResampleSource): Float64Array {
  const ascending = sorted(values);
  const middles = resamples.middles(ascending.length);
  const medians = new Float64Array(resamples.count);
  for (let i = 0; i < medians.length; i++) {
    medians[i] = (ascending[middles[2 * i]!]! + ascending[middles[2 * i + 1]!]!) / 2;
  }
  return medians;
}

function meansLeavingOneOut(values: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(values);
  const total = copy.reduce((a, b) => a + b, 0);
  return copy.map((value) => (total - value) / (copy.length - 1));
}

function mediansLeavingOneOut(values: ArrayLike<number>): Float64Array {
  const ascending = sorted(values);
  const rest = ascending.slice(1);
  return ascending.map((_, i) => {
    if (i > 0) rest[i - 1] = ascending[i - 1]!;
    return (rest[(rest.length - 1) >> 1]! + rest[rest.length >> 1]!) / 2;
  });
}
