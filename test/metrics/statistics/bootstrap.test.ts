import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGGREGATES } from '../../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval, LARGE } from '../../../src/metrics/statistics/bootstrap.ts';
import { Resamples } from '../../../src/metrics/statistics/resamples.ts';
import { intervalCoverage } from './interval-coverage.ts';

const resamples = new Resamples();
const interval = (values: readonly number[], by: 'mean' | 'median' = 'mean') =>
  bootstrapInterval(values, AGGREGATES[by], resamples);

describe('what has no spread, or too little', () => {
  it.each([[[]], [[7]], [[7, 8]]])('%j: no interval', (values) => {
    expect(interval(values)).toBeNull();
  });

  it('equal values: the value itself, to the last bit', () => {
    expect(interval([0.1, 0.1, 0.1])).toEqual({ low: 0.1, high: 0.1 });
    expect(interval(Array(40).fill(0.1), 'median')).toEqual({ low: 0.1, high: 0.1 });
  });

  it('all but one equal: a median that does not move has no acceleration, and limits all the same', () => {
    expect(interval([1, 1, 1, 1, 1, 1, 1, 1, 9], 'median')).toEqual({ low: 1, high: 1 });
  });
});

it.each(['mean', 'median'] as const)(
  'limits of a %s lie among the values, in order, and move with them',
  (by) => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 25 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: -512, max: 512 }), (values, shift) => {
        const { low, high } = interval(values, by)!;
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        const moved = interval(
          values.map((value) => value + shift),
          by,
        )!;
        expect(moved.low).toBeCloseTo(low + shift, 6);
        expect(moved.high).toBeCloseTo(high + shift, 6);
      }),
      { numRuns: 60 },
    );
  },
);

it('the same seed draws the same resamples, another one others', () => {
  const values = [1, 2, 4, 8, 16, 3, 5];
  const of = (seed: number) => bootstrapInterval(values, AGGREGATES.mean, new Resamples(seed));
  expect(of(0)).toEqual(of(0));
  expect(of(0)).not.toEqual(of(1));
});

it('many values: the limits of the normal distribution go on where those of the bootstrap end', () => {
  const values = Array.from({ length: LARGE }, (_, i) => (i * 7919) % 1009);
  for (const by of ['mean', 'median'] as const) {
    const small = interval(values, by)!;
    const large = interval([...values, values[0]!], by)!;
    const width = small.high - small.low;
    expect(Math.abs(large.low - small.low) / width).toBeLessThan(0.05);
    expect(Math.abs(large.high - small.high) / width).toBeLessThan(0.05);
  }
});

/** 2,000 replicates have a standard error of 0.5 %; all 10,000: npm run bench -- coverage-of-intervals. */
it.each(['normal', 'lognormal(0.5)'] as const)(
  'a 95 %% interval of 50 values covers its mean: %s',
  (name) => {
    const covered = intervalCoverage(name, 50, 2000, new Resamples(0, 2000));
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.97);
  },
);
