import type { TlbArray, TlbGeometry } from '../machine/tlb/geometry.ts';
import { LinkedArray } from './linked-array.ts';
import { type EntryArray, LruArray, PlruArray } from './set-array.ts';
import type { WalkCache } from './walk-cache.ts';

/** Ways from which on a list is quicker than looking at one after another. */
const MANY_WAYS = 32;

/** What a TLB has counted. */
export interface TlbCounts {
  readonly accesses: number;
  readonly l1Misses: number;
  /** Misses of the last level. */
  readonly walks: number;
  /** Levels of page tables that the walks read. */
  readonly walkLevels: number;
}

/** The unit of addresses in the simulation: no TLB has a smaller entry. Bytes. */
export const TLB_UNIT = 4096;

/** A size of leaf, and what walking to one takes. */
export interface TlbLeaf {
  readonly bytes: number;
  /** 0: its entry is in a PTE table, 1: in a PMD table, 2: in a PUD table. */
  readonly level: number;
  /** Levels of page tables that a walk reads without caches. */
  readonly depth: number;
}

/** A leaf's TLB entry at one level: which array takes it, and of what size. */
export interface EntryPlace {
  readonly array: number;
  /** Number of the size within the array. */
  readonly size: number;
  readonly bytes: number;
}

/** The array of a level that takes a leaf: that with the largest size up to the leaf's; undefined where none does. */
export function entryPlace(
  arrays: readonly TlbArray[],
  level: 1 | 2,
  leafBytes: number,
): EntryPlace | undefined {
  let best: EntryPlace | undefined;
  arrays.forEach((array, at) => {
    if (array.level !== level) return;
    array.leafBytes.forEach((bytes, size) => {
      if (bytes <= leafBytes && bytes > (best?.bytes ?? 0)) best = { array: at, size, bytes };
    });
  });
  return best;
}

/** Makes one array, empty. */
export function entryArray(array: TlbArray): EntryArray {
  if (array.replacement === 'plru') return new PlruArray(array);
  if (array.ways === array.entries && array.ways >= MANY_WAYS && !array.quotas) return new LinkedArray(array);
  return new LruArray(array);
}

/** Stands where a level has no array for a leaf. */
const NO_ARRAY: EntryArray = { touch: () => false, used: () => [] };

/** One level of a TLB: which array takes each leaf, as what size, and 1 ÷ units of its entry, exact for powers of two. */
class Level {
  readonly arrays: readonly EntryArray[];
  readonly sizes: Int32Array;
  readonly perUnit: Float64Array;

  constructor(places: readonly (EntryPlace | undefined)[], all: readonly EntryArray[]) {
    this.arrays = places.map((place) => (place ? all[place.array]! : NO_ARRAY));
    this.sizes = Int32Array.from(places, (place) => place?.size ?? 0);
    this.perUnit = Float64Array.from(places, (place) => TLB_UNIT / (place?.bytes ?? TLB_UNIT));
  }

  touch(unit: number, leaf: number): boolean {
    return this.arrays[leaf]!.touch(Math.floor(unit * this.perUnit[leaf]!), this.sizes[leaf]!);
  }
}

/**
 * A data TLB of up to two levels, empty at first. A walk fills both levels, a hit in level 2 fills level 1; a hit in
 * level 1 leaves level 2 as it is. No access allocates.
 */
export class Tlb {
  readonly #geometry: TlbGeometry;
  readonly #leaves: readonly TlbLeaf[];
  readonly #arrays: readonly EntryArray[];
  readonly #first: Level;
  readonly #second: Level;
  readonly #walkCache: WalkCache | undefined;
  /** The array of level 2 that takes base pages. */
  readonly #level2: EntryArray;
  #accesses = 0;
  #l1Misses = 0;
  #walks = 0;
  #walkLevels = 0;

  constructor(geometry: TlbGeometry, leaves: readonly TlbLeaf[], walkCache?: WalkCache) {
    this.#geometry = geometry;
    this.#leaves = leaves;
    this.#arrays = geometry.arrays.map(entryArray);
    const level = (number: 1 | 2) =>
      new Level(
        leaves.map(({ bytes }) => entryPlace(geometry.arrays, number, bytes)),
        this.#arrays,
      );
    this.#first = level(1);
    this.#second = level(2);
    this.#walkCache = walkCache;
    const base = entryPlace(geometry.arrays, 2, TLB_UNIT);
    this.#level2 = base ? this.#arrays[base.array]! : NO_ARRAY;
  }

  /**
   * One access, and `more` to the same entry right after it, which hit.
   * @param unit - virtual address in TLB units.
   * @param leaf - its place in the list of leaves.
   * @returns 0 for a hit in level 1, 1 for one in level 2, 2 for a walk.
   */
  access(unit: number, leaf: number, more = 0): 0 | 1 | 2 {
    this.#accesses += 1 + more;
    if (this.#first.touch(unit, leaf)) return 0;
    this.#l1Misses++;
    if (this.#second.touch(unit, leaf)) return 1;
    this.#walks++;
    const { level, depth } = this.#leaves[leaf]!;
    this.#walkLevels += this.#walkCache ? this.#walkCache.walk(unit, level, depth, this.#level2) : depth;
    return 2;
  }

  /** What was counted so far. */
  counts(): TlbCounts {
    return {
      accesses: this.#accesses,
      l1Misses: this.#l1Misses,
      walks: this.#walks,
      walkLevels: this.#walkLevels,
    };
  }

  /** Entries in use and the bytes that they reach, by level. */
  inUse(level: 1 | 2): EntriesInUse {
    let entries = 0;
    let bytes = 0;
    this.#geometry.arrays.forEach((array, at) => {
      if (array.level !== level) return;
      const used = this.#arrays[at]!.used();
      array.leafBytes.forEach((size, number) => {
        entries += used[number]!;
        bytes += used[number]! * size;
      });
    });
    return { entries, bytes };
  }
}

/** Entries in use at one level, and the bytes that they reach. */
export interface EntriesInUse {
  readonly entries: number;
  readonly bytes: number;
}

/** What touches came to on a TLB that was empty at first. */
export interface TouchResult extends TlbCounts {
  /** Entries in use at the end, both levels. */
  readonly entriesUsed: number;
  /** What the entries of the level that reaches further cover at the end, bytes. */
  readonly reachBytes: number;
}

/** Counts, with what both levels hold in the end. */
export function touchResult(counts: TlbCounts, first: EntriesInUse, second: EntriesInUse): TouchResult {
  return {
    ...counts,
    entriesUsed: first.entries + second.entries,
    reachBytes: Math.max(first.bytes, second.bytes),
  };
}

/** Cycles that a count of events costs: hits of level 2, and levels that walks read. */
export function translationCycles(
  { costs }: TlbGeometry,
  { l1Misses, walks, walkLevels }: TlbCounts,
): number {
  return (l1Misses - walks) * costs.l2HitCycles + walkLevels * costs.walkLevelCycles;
}
