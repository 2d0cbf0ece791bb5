import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BATCH_STEPS, batches } from '../../../src/lab/run/batches.ts';

const costs = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 3 * BATCH_STEPS })),
  {
    maxLength: 400,
  },
);

it('packs every trial once; no batch costs more than one trial over its measure', () => {
  fc.assert(
    fc.property(costs, (steps) => {
      const packed = [...batches(steps.keys(), (place) => steps[place]!)];
      expect(packed.flat().sort((a, b) => a - b)).toEqual([...steps.keys()]);
      for (const batch of packed) {
        const cost = batch.slice(0, -1).reduce((sum, place) => sum + steps[place]!, 0);
        expect(cost).toBeLessThan(BATCH_STEPS);
      }
    }),
  );
});

it('begins with the costliest trials, each alone', () => {
  fc.assert(
    fc.property(costs, (steps) => {
      const packed = [...batches(steps.keys(), (place) => steps[place]!)];
      const alone = [...steps].filter((cost) => cost >= BATCH_STEPS).sort((a, b) => b - a);
      expect(packed.slice(0, alone.length).map((batch) => batch.map((place) => steps[place]!))).toEqual(
        alone.map((cost) => [cost]),
      );
    }),
  );
});
