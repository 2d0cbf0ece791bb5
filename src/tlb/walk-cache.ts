import type { WalkCaches } from '../machine/tlb/geometry.ts';
import { LruArray } from './set-array.ts';

/** Caches of pointers to lower tables: a walk begins below the lowest that it finds. */
export class WalkCache {
  /** From pointers to PTE tables up. */
  readonly #levels: readonly { readonly array: LruArray; readonly perUnit: number }[];

  /** @param spanUnits - what one PTE table, PMD table, PUD table spans, in TLB units. */
  constructor(caches: WalkCaches, spanUnits: readonly number[]) {
    const entries = [caches.pmdEntries, caches.pudEntries, caches.p4dEntries];
    this.#levels = entries.slice(0, spanUnits.length).map((count, level) => ({
      array: new LruArray({
        level: 1,
        leafBytes: [],
        entries: Math.max(1, count),
        ways: Math.max(1, count),
        replacement: 'lru',
      }),
      perUnit: count === 0 ? 0 : 1 / spanUnits[level]!,
    }));
  }

  /**
   * Levels that a walk reads, and the pointers that it leaves behind.
   * @param level - of the leaf: 0 PTE, 1 PMD, 2 PUD.
   * @param depth - levels without any cache.
   */
  walk(unit: number, level: number, depth: number): number {
    let read = depth;
    for (let at = this.#levels.length - 1; at >= level; at--) {
      const { array, perUnit } = this.#levels[at]!;
      if (perUnit > 0 && array.touch(Math.floor(unit * perUnit), 0)) read = Math.min(read, at - level + 1);
    }
    return read;
  }
}
