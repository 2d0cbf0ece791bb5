import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Trials } from '../../src/plan/trials.ts';

const axes = fc.record({
  points: fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
  seeds: fc.array(fc.nat(), { maxLength: 4 }),
});

it('numbers scenario by scenario, point by point, seed by seed', () => {
  fc.assert(
    fc.property(fc.array(axes, { maxLength: 6 }), (scenarios) => {
      const listed = scenarios.flatMap((scenario) =>
        scenario.points.flatMap((point) =>
          (scenario.seeds.length === 0 ? [null] : scenario.seeds).map((seed) => ({ scenario, point, seed })),
        ),
      );
      const trials = new Trials(scenarios);
      expect(Array.from({ length: trials.count }, (_, place) => trials.at(place))).toEqual(listed);
      for (const wrong of [-1, trials.count]) expect(() => trials.at(wrong)).toThrow(RangeError);
    }),
  );
});
