import { AGGREGATES } from '../../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval } from '../../../src/metrics/statistics/bootstrap.ts';
import { exp } from '../../../src/metrics/statistics/elementary.ts';
import { normalQuantile } from '../../../src/metrics/statistics/normal.ts';
import { Resamples } from '../../../src/metrics/statistics/resamples.ts';
import { RandomStream } from '../../../src/plan/random.ts';

/** Distributions by name: a value from a standard normal one, and the true mean. */
export const DISTRIBUTIONS = {
  normal: { mean: 0, value: (deviate: number) => deviate },
  'lognormal(0.5)': { mean: exp(0.125), value: (deviate: number) => exp(deviate / 2) },
} as const;

/** How often the 95 % interval of a mean of `size` values holds the true mean, as a ratio of the replicates. */
export function intervalCoverage(
  distribution: keyof typeof DISTRIBUTIONS,
  size: number,
  replicates: number,
  resamples = new Resamples(),
): number {
  const { mean, value } = DISTRIBUTIONS[distribution];
  const stream = new RandomStream(1, `coverage of ${distribution}, ${size}`);
  let covered = 0;
  for (let i = 0; i < replicates; i++) {
    const values = Float64Array.from({ length: size }, () => value(normalQuantile(stream.fraction())));
    const { low, high } = bootstrapInterval(values, AGGREGATES.mean, resamples)!;
    if (low <= mean && mean <= high) covered++;
  }
  return covered / replicates;
}
