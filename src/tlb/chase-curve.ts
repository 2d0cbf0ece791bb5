import type { TlbGeometry } from '../machine/tlb/geometry.ts';
import type { CurvePoint } from './knees.ts';
import { TLB_UNIT, Tlb, type TlbLeaf, translationCycles } from './tlb.ts';

/** Page counts from 16 to `most`, sixteen to an octave: the grid of predictions and measurements. */
export function denseGrid(most: number): readonly number[] {
  const grid: number[] = [];
  for (let base = 16; base <= most; base *= 2)
    for (let part = 16; part < 32; part++) {
      const pages = (base * part) / 16;
      if (pages <= most && Number.isInteger(pages)) grid.push(pages);
    }
  return grid;
}

/**
 * Cycles of translation an access, for N pages that are touched in turn over and over, in whatever order, once the
 * TLB has settled. The order does not matter to sets with LRU: each set sees its own pages come round.
 */
export function chaseCurve(
  geometry: TlbGeometry,
  leaf: TlbLeaf,
  grid: readonly number[],
): readonly CurvePoint[] {
  return grid.map((pages) => ({ pages, cost: chaseCycles(geometry, leaf, pages) }));
}

/** Rounds until the TLB has settled: two, and one more for trees, which come to rest later than LRU. */
const SETTLING_ROUNDS = 4;

function chaseCycles(geometry: TlbGeometry, leaf: TlbLeaf, pages: number): number {
  const tlb = new Tlb(geometry, [leaf]);
  const step = leaf.bytes / TLB_UNIT;
  for (let round = 0; round < SETTLING_ROUNDS; round++)
    for (let page = 0; page < pages; page++) tlb.access(page * step, 0);
  const settled = tlb.counts();
  for (let page = 0; page < pages; page++) tlb.access(page * step, 0);
  const { accesses, l1Misses, walks, walkLevels } = tlb.counts();
  const round = {
    accesses: accesses - settled.accesses,
    l1Misses: l1Misses - settled.l1Misses,
    walks: walks - settled.walks,
    walkLevels: walkLevels - settled.walkLevels,
  };
  return translationCycles(geometry, round) / pages;
}
