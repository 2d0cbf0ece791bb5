import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batches, batchSteps } from '../../../src/lab/run/batches.ts';

const MOST = 20_000;

const costs = fc.array(fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 3 * MOST })), {
  maxLength: 400,
});

it('packs every trial once; no batch costs more than one trial over its measure', () => {
  fc.assert(
    fc.property(costs, (steps) => {
      const packed = [...batches(steps.keys(), (place) => steps[place]!, MOST)];
      expect(packed.flat().sort((a, b) => a - b)).toEqual([...steps.keys()]);
      for (const batch of packed) {
        const cost = batch.slice(0, -1).reduce((sum, place) => sum + steps[place]!, 0);
        expect(cost).toBeLessThan(MOST);
      }
    }),
  );
});

it('begins with the costliest trials, each alone', () => {
  fc.assert(
    fc.property(costs, (steps) => {
      const packed = [...batches(steps.keys(), (place) => steps[place]!, MOST)];
      const alone = [...steps].filter((cost) => cost >= MOST).sort((a, b) => b - a);
      expect(packed.slice(0, alone.length).map((batch) => batch.map((place) => steps[place]!))).toEqual(
        alone.map((cost) => [cost]),
      );
    }),
  );
});

it('makes batches of a long run larger, so that few are handed over, but none longer than a blink', () => {
  expect(batchSteps(0)).toBe(20_000);
  expect(batchSteps(8_000_000)).toBe(20_000);
  expect(batchSteps(40_000_000)).toBe(100_000);
  expect(batchSteps(1e12)).toBe(200_000);
});
