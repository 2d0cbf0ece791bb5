import { describe, expect, it } from 'vitest';
import { AGGREGATES } from '../../../src/metrics/statistics/aggregate.ts';
import { exp, log } from '../../../src/metrics/statistics/elementary.ts';
import { holm } from '../../../src/metrics/statistics/holm.ts';
import { normalCdf, normalQuantile } from '../../../src/metrics/statistics/normal.ts';
import { allEqual, mean, median, quantile, sorted } from '../../../src/metrics/statistics/order.ts';
import { middlesOf, Resamples } from '../../../src/metrics/statistics/resamples.ts';
import { select, selectQuantile } from '../../../src/metrics/statistics/select.ts';
import { rankBiserial, signedRanks } from '../../../src/metrics/statistics/signed-ranks.ts';
import { EXACT, normalP, wilcoxon } from '../../../src/metrics/statistics/wilcoxon.ts';

/** Statistics of a few values, worked out by hand or by counting every case. */
const few = new Resamples(0, 400);

describe('order', () => {
  it('sorts a copy, by number', () => {
    const values = [10, 9, -1, 2];
    expect([...sorted(values)]).toEqual([-1, 2, 9, 10]);
    expect(values[0]).toBe(10);
  });
  it('means and medians; equal values are themselves', () => {
    expect([mean([1, 2, 6]), mean([5]), mean([0.1, 0.1, 0.1])]).toEqual([3, 5, 0.1]);
    expect([mean([1, 2, 1]), mean([1, 1, 4])]).toEqual([4 / 3, 2]);
    expect([median([9, 1, 5]), median([1, 9, 5, 2]), median([7])]).toEqual([5, 3.5, 7]);
  });
  it('quantiles lie between neighbours', () => {
    const of = (share: number) => quantile([10, 20, 40], share);
    expect([of(0), of(0.25), of(0.5), of(0.75), of(1)]).toEqual([10, 15, 20, 30, 40]);
    expect(quantile([0.1, 0.1], 0.3)).toBe(0.1);
  });
  it('tells whether all are equal', () => {
    expect([allEqual([]), allEqual([1]), allEqual([1, 1]), allEqual([1, 2]), allEqual([1, 1, 2])]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
  it('selects any place of any order, as sorting does', () => {
    for (let seed = 1; seed < 40; seed++) {
      const values = Float64Array.from({ length: 1 + (seed % 9) }, (_, i) => (seed * (i + 3) * 7919) % 11);
      const ascending = sorted(values);
      for (let place = 0; place < values.length; place++)
        expect(select(values.slice(), place)).toBe(ascending[place]);
      for (const share of [0, 0.1, 0.5, 0.77, 1])
        expect(selectQuantile(values.slice(), share)).toBe(quantile(ascending, share));
    }
    const part = Float64Array.from([9, 5, 3, 4, 0]);
    expect(select(part, 2, 1, 3)).toBe(4);
    expect([part[0], part[4]]).toEqual([9, 0]);
  });
});

describe('aggregates', () => {
  const rows = {
    count: 3,
    indices: () => Uint16Array.from([0, 0, 0, 0, 1, 2, 2, 2, 1]),
    middles: () => Uint16Array.from([0, 0, 1, 1, 2, 1]),
  };
  it('of resamples', () => {
    expect([...AGGREGATES.mean.resampled([1, 2, 6], rows)]).toEqual([1, 3, 14 / 3]);
    expect([...AGGREGATES.median.resampled([6, 1, 2], rows)]).toEqual([1, 2, 4]);
    expect([AGGREGATES.mean.name, AGGREGATES.median.name]).toEqual(['mean', 'median']);
    expect([AGGREGATES.mean.of([1, 2, 6]), AGGREGATES.median.of([1, 2, 6])]).toEqual([3, 2]);
  });
  it('without each value in turn', () => {
    expect([...AGGREGATES.mean.leavingOneOut([1, 2, 6])]).toEqual([4, 3.5, 1.5]);
    expect([...AGGREGATES.median.leavingOneOut([6, 1, 2])]).toEqual([4, 3.5, 1.5]);
    expect([...AGGREGATES.median.leavingOneOut([1, 2, 6, 9])]).toEqual([6, 6, 2, 2]);
  });
});

describe('resamples', () => {
  it('are rows of indices, the same for the same size and seed', () => {
    const indices = few.indices(5);
    expect(indices).toHaveLength(5 * 400);
    expect([Math.min(...indices), Math.max(...indices)]).toEqual([0, 4]);
    expect(few.indices(5)).toBe(indices);
    expect(new Resamples(0, 400).indices(5)).toEqual(indices);
    expect(new Resamples(1, 400).indices(5)).not.toEqual(indices);
    // One stream would draw the same halves: of eight values as of four.
    expect(
      few
        .indices(8)
        .map((index) => index >> 1)
        .slice(0, 50),
    ).not.toEqual(few.indices(4).slice(0, 50));
    expect(new Resamples().count).toBe(10_000);
  });
  it('have the middle of every row', () => {
    expect([...middlesOf(Uint16Array.from([2, 0, 1, 1, 1, 0]), 3, 2)]).toEqual([1, 1, 1, 1]);
    expect([...middlesOf(Uint16Array.from([3, 0, 1, 2, 0, 0, 3, 3]), 4, 2)]).toEqual([1, 2, 0, 3]);
    expect(few.middles(3)).toEqual(middlesOf(few.indices(3), 3, 400));
    expect(few.middles(3)).toBe(few.middles(3));
  });
});

describe('signed ranks', () => {
  it('leave out zeros, share ranks of ties, and sum the positive ones', () => {
    expect(signedRanks([0, 3, -1, 2, 0])).toEqual({
      count: 3,
      doubled: [2, 4, 6],
      doubledPositive: 10,
      tieTerm: 0,
    });
    expect(signedRanks([2, -2, 5, 2])).toEqual({
      count: 4,
      doubled: [4, 4, 4, 8],
      doubledPositive: 16,
      tieTerm: 24,
    });
    expect(signedRanks([])).toEqual({ count: 0, doubled: [], doubledPositive: 0, tieTerm: 0 });
  });
  it('have an effect from -1 to 1', () => {
    const effect = (...of: number[]) => rankBiserial(signedRanks(of));
    expect([effect(1, 2), effect(-1, -2), effect(1, -2, 3), effect(0), effect(1, 2, -3)]).toEqual([
      1,
      -1,
      1 / 3,
      0,
      0,
    ]);
  });
  it('have a p that counts every assignment of signs', () => {
    for (const differences of [[1], [1, -2], [1, 2, 3, -4, 5], [2, 2, -2, 5, 7, -7, 1]]) {
      const { doubled, doubledPositive } = signedRanks(differences);
      let [below, above] = [0, 0];
      for (let signs = 0; signs < 2 ** doubled.length; signs++) {
        const sum = doubled.reduce((total, rank, i) => total + ((signs >> i) & 1) * rank, 0);
        if (sum <= doubledPositive) below++;
        if (sum >= doubledPositive) above++;
      }
      const p = Math.min(1, (2 * Math.min(below, above)) / 2 ** doubled.length);
      expect(wilcoxon(signedRanks(differences))).toBe(p);
    }
    expect(wilcoxon(signedRanks([0, 0]))).toBe(1);
  });
  it('go over to the normal distribution above 50 pairs', () => {
    const pairs = (count: number) =>
      signedRanks(Array.from({ length: count }, (_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1)));
    expect(wilcoxon(pairs(EXACT + 1))).toBe(normalP(pairs(EXACT + 1)));
    expect(wilcoxon(pairs(EXACT))).not.toBe(normalP(pairs(EXACT)));
    expect(wilcoxon(pairs(EXACT))).toBeCloseTo(normalP(pairs(EXACT)), 2);
    expect(normalP(signedRanks([1, -1]))).toBe(1);
    expect(normalP(signedRanks([1, 2, -3]))).toBe(1);
  });
});

describe('Holm', () => {
  it('multiplies by the tests left, never below the one before, at most 1', () => {
    expect(holm([0.01, 0.02, 0.025])).toEqual([0.03, 0.04, 0.04]);
    expect(holm([0.5, 0.4, 0.01])).toEqual([0.8, 0.8, 0.03]);
    expect(holm([0.9, null, 0.8])).toEqual([1, null, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('the normal distribution', () => {
  it('has symmetric tails, 0 and 1 far out, and a quantile that inverts it', () => {
    expect([normalCdf(0), normalCdf(-40), normalCdf(40)]).toEqual([0.5, 0, 1]);
    for (const x of [-6, -3.5, -3, -2.5, -1, -0.1, 0.3, 2, 3, 3.2]) {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
      expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 9);
    }
    expect(normalCdf(-37)).toBeGreaterThan(0);
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
    expect([normalQuantile(0.5), normalQuantile(0.25) + normalQuantile(0.75)]).toEqual([0, 0]);
  });
  it('stands on exp and log by plain arithmetic', () => {
    for (const x of [-700, -20.5, -1, -0.3, 0, 1e-9, 0.5, 1, 3, 50, 700])
      expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 12);
    for (const x of [1e-300, 0.01, 0.5, 0.7, 0.71, 1, 1.41, 1.42, 2, 10, 1e300])
      expect(log(x)).toBeCloseTo(Math.log(x), 11);
    expect([exp(0), log(1)]).toEqual([1, 0]);
  });
});
