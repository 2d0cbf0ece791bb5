import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  AGGREGATES,
  type AggregateName,
  type ResampleSource,
} from '../../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval } from '../../../src/metrics/statistics/bootstrap.ts';
import { holm } from '../../../src/metrics/statistics/holm.ts';
import { normalCdf, normalQuantile } from '../../../src/metrics/statistics/normal.ts';
import { quantile, sorted } from '../../../src/metrics/statistics/order.ts';
import { middlesOf } from '../../../src/metrics/statistics/resamples.ts';
import { rankBiserial, signedRanks } from '../../../src/metrics/statistics/signed-ranks.ts';
import { normalP, wilcoxon } from '../../../src/metrics/statistics/wilcoxon.ts';

/** What SciPy and R gave; reference.py beside it says how, and makes it anew. */
interface Reference {
  readonly intervals: Record<
    string,
    { readonly values: number[] } & Record<AggregateName, readonly [number, number]>
  >;
  readonly paired: Record<
    string,
    {
      readonly differences: number[];
      readonly 'rank sum': number;
      readonly effect: number;
      readonly exact: number | null;
      readonly counted: number | null;
      readonly approximate: number;
    }
  >;
  readonly holm: { readonly p: number[]; readonly corrected: number[] };
  readonly cdf: readonly (readonly [number, number])[];
  readonly quantile: readonly (readonly [number, number])[];
  readonly quantiles: readonly (readonly [number, number])[];
}

const reference: Reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8'));
const COUNT = 10_000;

/** The indices that reference.py gave to SciPy. */
const recorded: ResampleSource = {
  count: COUNT,
  indices: (size) => {
    let x = 42;
    return new Uint16Array(COUNT * size).map(() => {
      x = (Math.imul(1664525, x) + 1013904223) >>> 0;
      return Math.floor((x * size) / 2 ** 32);
    });
  },
  middles: (size) => middlesOf(recorded.indices(size), size, COUNT),
};

describe('BCa intervals are those of scipy.stats.bootstrap, on the same resamples', () => {
  const cases = Object.entries(reference.intervals).flatMap(([name, { values, ...limits }]) =>
    (['mean', 'median'] as const).map((aggregate) => ({
      name,
      aggregate,
      values,
      limits: limits[aggregate],
    })),
  );
  it.each(cases)('$aggregate of $name', ({ values, aggregate, limits: [low, high] }) => {
    const found = bootstrapInterval(values, AGGREGATES[aggregate], recorded)!;
    const scale = Math.max(1, Math.abs(high));
    expect(found.low / scale).toBeCloseTo(low / scale, 9);
    expect(found.high / scale).toBeCloseTo(high / scale, 9);
  });
});

describe('Wilcoxon signed-rank and its effect size', () => {
  const cases = Object.entries(reference.paired).map(([name, found]) => ({ name, ...found }));
  it.each(cases)('$name', ({ differences, effect, exact, counted, approximate, ...rest }) => {
    const ranks = signedRanks(differences);
    expect(ranks.doubledPositive / 2).toBe(rest['rank sum']);
    expect(rankBiserial(ranks)).toBeCloseTo(effect, 12);
    expect(normalP(ranks)).toBeCloseTo(approximate, 9);
    expect(wilcoxon(ranks)).toBeCloseTo(counted ?? exact ?? approximate, 9);
    if (exact !== null) expect(wilcoxon(ranks)).toBeCloseTo(exact, 9);
  });
});

it("Holm's correction is p.adjust of R; what is no test stays so", () => {
  const { p, corrected } = reference.holm;
  holm(p).forEach((each, i) => {
    expect(each).toBeCloseTo(corrected[i]!, 12);
  });
  expect(holm([null, 0.01, null, 0.02])).toEqual([null, 0.02, null, 0.02]);
});

it('the normal distribution and its quantiles', () => {
  for (const [x, p] of reference.cdf) expect(normalCdf(x)).toBeCloseTo(p, 13);
  for (const [p, x] of reference.quantile) expect(normalQuantile(p)).toBeCloseTo(x, 9);
});

it('quantiles between values are those of NumPy', () => {
  const values = sorted(reference.intervals['normal, 12']!.values);
  for (const [share, value] of reference.quantiles) expect(quantile(values, share)).toBeCloseTo(value, 12);
});
