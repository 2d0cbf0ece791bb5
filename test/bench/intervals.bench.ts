import { AGGREGATES } from '../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval } from '../../src/metrics/statistics/bootstrap.ts';
import { RESAMPLES, Resamples } from '../../src/metrics/statistics/resamples.ts';
import { type DISTRIBUTIONS, intervalCoverage } from '../metrics/statistics/interval-coverage.ts';

const REPLICATES = 10_000;

/** How often 95 % intervals hold the true mean, by distribution and number of values; a minute and a half. */
export function intervalCoverageBench(): readonly object[] {
  const resamples = new Resamples();
  return (['normal', 'lognormal(0.5)'] satisfies (keyof typeof DISTRIBUTIONS)[]).flatMap((distribution) =>
    [3, 5, 10, 20, 50].map((n) => {
      const covered = intervalCoverage(distribution, n, REPLICATES, resamples);
      if (n === 50 && (covered < 0.93 || covered > 0.97))
        throw new Error(`${distribution}: covers ${covered}`);
      return { distribution, n, replicates: REPLICATES, resamples: RESAMPLES, 'covered, %': 100 * covered };
    }),
  );
}

/** Time of one interval, by number of values; the resamples are made before. */
export function intervalBench(): readonly object[] {
  const resamples = new Resamples();
  return [3, 10, 30, 100, 1000].map((n) => {
    const values = Float64Array.from({ length: n }, (_, i) => ((i * 7919) % 1009) / 1009);
    const one = (by: 'mean' | 'median') => bootstrapInterval(values, AGGREGATES[by], resamples);
    const began = performance.now();
    one('mean');
    one('median');
    const first = performance.now() - began;
    return {
      n,
      'first, ms': first,
      'mean, ms': timed(() => one('mean')),
      'median, ms': timed(() => one('median')),
    };
  });
}

function timed(action: () => void): number {
  const times = Array.from({ length: 15 }, () => {
    const began = performance.now();
    action();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[7]!;
}
