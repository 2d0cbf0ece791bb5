import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantile, sorted } from '../../../src/metrics/statistics/order.ts';
import { selectQuantile } from '../../../src/metrics/statistics/select.ts';

it('a quantile is the same to the last bit, whether values are sorted or selected', () => {
  const values = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, min: -1, max: 1 })),
    {
      minLength: 1,
      maxLength: 200,
    },
  );
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      expect(selectQuantile(Float64Array.from(list), share)).toBe(quantile(sorted(list), share));
    }),
    { numRuns: 500 },
  );
});
