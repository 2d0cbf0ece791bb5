import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inShard, parseShard } from '../../../src/lab/run/shard.ts';

const name = fc.record({
  scenario: fc.string(),
  point: fc.string(),
  seed: fc.option(fc.nat(), { nil: null }),
});

it('puts every trial into exactly one shard', () => {
  fc.assert(
    fc.property(name, fc.integer({ min: 1, max: 20 }), (trial, of) => {
      const holders = Array.from({ length: of }, (_, index) => inShard(trial, { index: index + 1, of }));
      expect(holders.filter(Boolean)).toHaveLength(1);
    }),
  );
});

it('deals seeds out evenly: seven shards of 7,000 trials hold 1,000 each, within five standard deviations', () => {
  const counts = new Array<number>(7).fill(0);
  for (let seed = 0; seed < 7000; seed++) {
    for (let index = 1; index <= 7; index++) {
      if (inShard({ scenario: 'a churn', point: 'size=2M', seed }, { index, of: 7 })) counts[index - 1]!++;
    }
  }
  // Standard deviation of a binomial count: sqrt(7000 · 1/7 · 6/7) = 29.3.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(147);
});

it('reads INDEX/OF and nothing else', () => {
  expect(parseShard('2/7')).toEqual({ index: 2, of: 7 });
  for (const text of ['0/7', '8/7', '1', '1/0', '-1/2', '1/2/3', 'a/b', '1.5/2', '']) {
    expect(parseShard(text)).toBeUndefined();
  }
});
