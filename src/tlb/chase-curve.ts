import type { TlbGeometry } from '../machine/tlb/geometry.ts';
import type { CurvePoint } from './knees.ts';
import { TLB_UNIT, Tlb, type TlbLeaf, translationCycles } from './tlb.ts';
import { WalkCache } from './walk-cache.ts';

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

/** What is touched by a chase: a leaf each, at a place of its own. */
export interface Chased {
  readonly leaf: TlbLeaf;
  /** Where the leaf of this number lies, in TLB units. */
  readonly unitOf: (page: number) => number;
  /** Units that tables span, for the caches of walks; missing where walks read every level. */
  readonly tableSpans?: readonly number[];
}

/** Leaves one behind the other. */
export function inARow(leaf: TlbLeaf): Chased {
  return { leaf, unitOf: (page) => (page * leaf.bytes) / TLB_UNIT };
}

/** A base page's entry for each huge page of native/chase.c: what is left where a hypervisor maps them in small pieces. */
export const SPLIT_HUGE_PAGES: Chased = {
  leaf: { bytes: TLB_UNIT, level: 0, depth: 4 },
  unitOf: (page) => page * 512 + (page % 512),
  tableSpans: [2 ** 9, 2 ** 18, 2 ** 27],
};

/**
 * Cycles of translation an access, for N pages that are touched in turn over and over, in whatever order, once the
 * TLB has settled. The order does not matter to sets with LRU: each set sees its own pages come round.
 */
export function chaseCurve(
  geometry: TlbGeometry,
  chased: Chased,
  grid: readonly number[],
): readonly CurvePoint[] {
  return grid.map((pages) => ({ pages, cost: chaseCycles(geometry, chased, pages) }));
}

/** Rounds until the TLB has settled: two, and one more for trees, which come to rest later than LRU. */
const SETTLING_ROUNDS = 4;

function chaseCycles(geometry: TlbGeometry, { leaf, unitOf, tableSpans }: Chased, pages: number): number {
  const walkCache = tableSpans && new WalkCache(geometry.walkCaches, tableSpans);
  const tlb = new Tlb(geometry, [leaf], walkCache);
  for (let round = 0; round < SETTLING_ROUNDS; round++)
    for (let page = 0; page < pages; page++) tlb.access(unitOf(page), 0);
  const settled = tlb.counts();
  for (let page = 0; page < pages; page++) tlb.access(unitOf(page), 0);
  const { accesses, l1Misses, walks, walkLevels } = tlb.counts();
  const round = {
    accesses: accesses - settled.accesses,
    l1Misses: l1Misses - settled.l1Misses,
    walks: walks - settled.walks,
    walkLevels: walkLevels - settled.walkLevels,
  };
  return translationCycles(geometry, round) / pages;
}
