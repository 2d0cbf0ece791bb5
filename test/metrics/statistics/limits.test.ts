import { describe, expect, it } from 'vitest';
import { AGGREGATES, type AggregateName } from '../../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval, LARGE } from '../../../src/metrics/statistics/bootstrap.ts';
import { middlesOf } from '../../../src/metrics/statistics/resamples.ts';

/** Limits over resamples that are written down, so that they can be worked out by hand. */
function limits(values: ArrayLike<number>, rows: readonly (readonly number[])[], by: AggregateName = 'mean') {
  const indices = Uint16Array.from(rows.flat());
  const count = rows.length;
  const source = {
    count,
    indices: () => indices,
    middles: (size: number) => middlesOf(indices, size, count),
  };
  return bootstrapInterval(values, AGGREGATES[by], source);
}

describe('resamples that are the figure but for roundings', () => {
  // Symmetric around the middle: the jackknife has no skewness, so the shares stay 0.025 and 0.975.
  const values = [100_000.1, 200_000.2, 300_000.3];
  const [forth, back] = [
    (values[0]! + values[1]! + values[2]!) / 3,
    (values[2]! + values[1]! + values[0]!) / 3,
  ];

  it('count half, like those that are equal to the last bit', () => {
    expect(back).not.toBe(forth);
    const rows = [
      [0, 0, 0],
      [2, 1, 0],
      [2, 1, 0],
      [2, 2, 2],
    ];
    const [least, most] = [values[0]!, values[2]!];
    // Of four figures in order, place 0.025 × 3 lies between the first two and 0.975 × 3 between the last two.
    const { low, high } = limits(values, rows)!;
    expect(low).toBeCloseTo(least + 0.075 * (forth - least), 6);
    expect(high).toBeCloseTo(forth + 0.925 * (most - forth), 6);
  });
});

describe('resamples that all lie on one side of the figure', () => {
  it('have limits all the same', () => {
    expect(
      limits(
        [1, 2, 6],
        [
          [0, 0, 0],
          [0, 0, 0],
        ],
      ),
    ).toEqual({ low: 1, high: 1 });
    expect(
      limits(
        [1, 2, 6],
        [
          [2, 2, 2],
          [2, 2, 2],
        ],
      ),
    ).toEqual({ low: 6, high: 6 });
  });
});

describe('values without a spread', () => {
  it('are their own limits to the last bit, whatever a sum would round to', () => {
    expect((0.1 + 0.1 + 0.1) / 3).not.toBe(0.1);
    expect(
      limits(
        [0.1, 0.1, 0.1],
        [
          [0, 1, 2],
          [2, 1, 0],
        ],
      ),
    ).toEqual({ low: 0.1, high: 0.1 });
  });

  it('but for one have a median that no single value moves, so no acceleration', () => {
    const rows = [
      [0, 0, 0, 0, 0],
      [0, 1, 2, 3, 4],
    ];
    expect(limits([1, 1, 1, 1, 9], rows, 'median')).toEqual({ low: 1, high: 1 });
  });
});

it('the normal distribution takes over above LARGE values, not at it', () => {
  const values = Float64Array.from({ length: LARGE }, (_, i) => i + 7);
  const first = [new Array<number>(LARGE).fill(0)];
  expect(limits(values, first)).toEqual({ low: 7, high: 7 });
  expect(limits(Float64Array.of(...values, 7), first)!.low).toBeGreaterThan(7);
});
