import { describe, expect, it } from 'vitest';
import { difference, summarize } from '../../../src/metrics/statistics/compare.ts';
import { Resamples } from '../../../src/metrics/statistics/resamples.ts';

const resamples = new Resamples();
const compared = (values: number[], baseline: number[], drawn = true) =>
  difference(values, baseline, 'mean', drawn, resamples)!;

describe('without draws', () => {
  it('n is 1, there is no interval and no test, and a difference is a fact', () => {
    expect(summarize([0.5], 'mean', false, resamples)).toEqual({ n: 1, value: 0.5, interval: null });
    expect(compared([0.5], [0], false)).toEqual({
      pairs: 1,
      different: 1,
      value: 0.5,
      interval: null,
      effect: null,
      p: null,
      verdict: 'higher',
    });
    expect(compared([2], [3], false).verdict).toBe('lower');
    expect(compared([3], [3], false).verdict).toBe('equal');
  });
});

describe('with draws', () => {
  const linux = [4, 8, 6, 5, 7, 9, 3, 6];

  it('says equal where no pair differs, whatever their number', () => {
    expect(compared(linux, linux)).toMatchObject({ verdict: 'equal', p: 1, effect: 0, different: 0 });
    expect(compared([1, 2], [1, 2])).toMatchObject({ verdict: 'equal', interval: null });
  });

  it('says no difference where the interval holds 0', () => {
    const found = compared(
      linux.map((value, i) => value + (i % 2 ? 1 : -1) * (i + 1)),
      linux,
    );
    expect(found.verdict).toBe('no difference');
    expect(found.interval!.low).toBeLessThan(0);
    expect(found.interval!.high).toBeGreaterThan(0);
  });

  it('says higher or lower where it does not, and how many pairs bear it', () => {
    const up = linux.map((value, i) => value + i + 1);
    // All eight signs are the same: 2 / 2^8.
    expect(compared(up, linux)).toMatchObject({
      verdict: 'higher',
      pairs: 8,
      effect: 1,
      p: 2 / 256,
      value: 4.5,
    });
    expect(compared(linux, up)).toMatchObject({ verdict: 'lower', effect: -1, p: 2 / 256, value: -4.5 });
  });

  it('says too few below six pairs, because no test could say more', () => {
    const found = compared([2, 3, 4, 5, 6], [1, 1, 1, 1, 1]);
    expect(found).toMatchObject({ verdict: 'too few', p: 2 / 32 });
    expect(compared([2, 3, 4, 5, 6, 7], [1, 1, 1, 1, 1, 1])).toMatchObject({ verdict: 'higher', p: 2 / 64 });
  });
});

it('pairs seeds at which both have a value, and leaves the others out', () => {
  const values = [1, Number.NaN, 3, 4];
  const baseline = [0, 0, Number.NaN, 2];
  expect(compared(values, baseline)).toMatchObject({ pairs: 2, value: 1.5, interval: null });
  expect(summarize(values, 'mean', true, resamples)).toMatchObject({ n: 3 });
  expect(difference([Number.NaN], [1], 'mean', true, resamples)).toBeNull();
  expect(summarize([Number.NaN], 'mean', true, resamples)).toBeNull();
});

it('a median is not moved by one wild seed, a mean is', () => {
  const values = [1, 2, 3, 4, 1000];
  expect(summarize(values, 'median', true, resamples)!.value).toBe(3);
  expect(summarize(values, 'mean', true, resamples)!.value).toBe(202);
});
