import { expect, it } from 'vitest';
import { MIB } from '../../src/machine/bytes.ts';
import { tlbGeometry } from '../../src/machine/tlb/geometries.ts';
import { chaseCurve, denseGrid, inARow } from '../../src/tlb/chase-curve.ts';
import { knee } from '../../src/tlb/knees.ts';

const PTE = inARow({ bytes: 4096, level: 0, depth: 4 });
const PMD = inARow({ bytes: 2 * MIB, level: 1, depth: 3 });

it('the grid has sixteen points an octave, whole numbers all', () => {
  expect(denseGrid(64).slice(0, 3)).toEqual([16, 17, 18]);
  expect(denseGrid(64).slice(-3)).toEqual([60, 62, 64]);
});

// An array of E entries holds E pages that come round; the next point of the grid is the first that misses.
it.each([
  ['golden-cove', PTE, 96, 100],
  ['golden-cove', PTE, 2048, 2176],
  ['golden-cove', PMD, 32, 34],
  ['golden-cove', PMD, 1024, 1088],
  ['zen-5', PTE, 96, 100],
  ['zen-5', PTE, 4096, 4352],
  ['zen-5', PMD, 96, 100],
])('%s with leaves of %o: the knee near %i is at %i', (id, leaf, entries, first) => {
  const curve = chaseCurve(tlbGeometry(id)!, leaf, denseGrid(16384));
  expect(knee(curve, entries, 1)).toBe(first);
});

it('finds no knee on a flat curve, nor on one that falls', () => {
  const grid = denseGrid(1024);
  expect(
    knee(
      grid.map((pages) => ({ pages, cost: 5 })),
      96,
      1,
    ),
  ).toBeUndefined();
  expect(
    knee(
      grid.map((pages) => ({ pages, cost: 5000 - pages })),
      96,
      1,
    ),
  ).toBeUndefined();
});

it('reads a step at half the expected place where it is: 52 is the grid point after 50', () => {
  const curve = denseGrid(1024).map((pages) => ({ pages, cost: pages > 50 ? 9 : 2 }));
  expect(knee(curve, 96, 1)).toBe(52);
});
