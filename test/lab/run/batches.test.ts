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

it('takes cheap trials from all over the plan: each tenth of a run has some of every tenth of the plan', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9000 }), (count) => {
      const order = [...batches(Array(count).keys(), () => MOST / 4, MOST)].flat();
      const tenth = Math.ceil(count / 10);
      for (let from = 0; from + tenth <= count; from += tenth) {
        const places = order.slice(from, from + tenth).map((place) => Math.floor((place * 10) / count));
        expect(new Set(places).size).toBe(10);
      }
    }),
  );
});
