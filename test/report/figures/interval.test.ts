import { expect, it } from 'vitest';
import { interval95, shareInterval } from '../../../src/report/figures/interval.ts';

// mean ± t·s/√n with t = 4.302653 (2 degrees of freedom) and 2.776445 (4), by Python's statistics.mean and stdev.
it.each([
  [[0.1, 0.2, 0.4], -0.146125, 0.612792],
  [[1, 2, 3, 4, 10], -0.389945, 8.389945],
])("is Student's: %j", (values, low, high) => {
  const interval = interval95(values);
  expect(interval.low).toBeCloseTo(low, 2);
  expect(interval.high).toBeCloseTo(high, 2);
});

it('is the value itself where there is one', () => {
  expect(interval95([0.5])).toEqual({ low: 0.5, high: 0.5 });
});

it('takes the interval that statistics.csv has, else Student’s, cut at 0 and 1', () => {
  const group = { scenario: 's', point: 'size=1G', policy: 'linux' };
  const row = { ...group, metric: 'share_of_ideal', low: 0.25, high: 0.5 };
  expect(shareInterval([{ ...row, metric: 'faults' }, row], group, [0, 1])).toEqual({ low: 0.25, high: 0.5 });
  const { low, high } = shareInterval([{ ...row, low: null, high: null }], group, [0, 1]);
  expect([low, high]).toEqual([0, 1]);
});
