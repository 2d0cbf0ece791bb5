import type { WalkCaches } from '../machine/tlb/geometry.ts';
import { type EntryArray, LruArray, SIZES_IN_KEY } from './set-array.ts';

/** Tells pointers to PTE tables from pages where both share an array: no leaf has this number. */
const POINTER = SIZES_IN_KEY - 1;

/** Caches of pointers to lower tables: a walk begins below the lowest that it finds. */
export class WalkCache {
  /** From pointers to PTE tables up. */
  readonly #levels: readonly {
    readonly array: LruArray;
    readonly perUnit: number;
    /** Whether they are kept in level 2 of the TLB instead. */
    readonly inLevel2: boolean;
  }[];

  /** @param spanUnits - what one PTE table, PMD table, PUD table spans, in TLB units. */
  constructor(caches: WalkCaches, spanUnits: readonly number[]) {
    const entries = [caches.pmdEntries, caches.pudEntries, caches.p4dEntries];
    this.#levels = entries.slice(0, spanUnits.length).map((count, level) => ({
      array: ownArray(count === 'level 2' ? 1 : Math.max(1, count)),
      perUnit: count === 0 ? 0 : 1 / spanUnits[level]!,
      inLevel2: count === 'level 2',
    }));
  }

  /**
   * Levels that a walk reads, and the pointers that it leaves behind.
   * @param level - of the leaf: 0 PTE, 1 PMD, 2 PUD.
   * @param depth - levels without any cache.
   * @param level2 - the TLB's array of base pages, which may keep pointers too.
   */
  walk(unit: number, level: number, depth: number, level2: EntryArray): number {
    let read = depth;
    for (let at = this.#levels.length - 1; at >= level; at--) {
      const { array, perUnit, inLevel2 } = this.#levels[at]!;
      if (perUnit === 0) continue;
      const pointer = Math.floor(unit * perUnit);
      if (inLevel2 ? level2.touch(pointer, POINTER) : array.touch(pointer, 0))
        read = Math.min(read, at - level + 1);
    }
    return read;
  }
}

function ownArray(entries: number): LruArray {
  return new LruArray({ level: 1, leafBytes: [], entries, ways: entries, replacement: 'lru' });
}
