import type { TlbArray } from '../machine/tlb/geometry.ts';

/** Room for the size's number in an entry's key: key = page number × 8 + number of the size. */
export const SIZES_IN_KEY = 8;

/** One array of a TLB while it is simulated. */
export interface EntryArray {
  /** Looks an entry up and, where it is missing, puts it in. Answers whether it was there. */
  touch(page: number, size: number): boolean;
  /** Entries in use, by the number of their size. */
  used(): readonly number[];
}

/** Sets of an array whose entries stand from the most to the least recently used. */
export class LruArray implements EntryArray {
  readonly #ways: number;
  readonly #setMask: number;
  /** Keys, set after set; -1 where nothing is. */
  readonly #keys: Float64Array;
  /** By the number of the size: entries of a set that it may take. */
  readonly #quotas: Int32Array;

  constructor({ entries, ways, leafBytes, quotas = [] }: TlbArray) {
    this.#ways = ways;
    this.#setMask = entries / ways - 1;
    this.#keys = new Float64Array(entries).fill(-1);
    this.#quotas = new Int32Array(SIZES_IN_KEY).fill(ways);
    for (const { leafBytes: bytes, ways: most } of quotas) this.#quotas[leafBytes.indexOf(bytes)] = most;
  }

  touch(page: number, size: number): boolean {
    const keys = this.#keys;
    const key = page * SIZES_IN_KEY + size;
    const from = (page & this.#setMask) * this.#ways;
    if (keys[from] === key) return true;
    const end = from + this.#ways;
    let moved = key;
    for (let i = from; i < end; i++) {
      const here = keys[i]!;
      keys[i] = moved;
      if (here === key) return true;
      moved = here;
    }
    if (this.#quotas[size]! < this.#ways) this.#keepQuota(from, end, size, moved);
    return false;
  }

  /** Where the newcomer's size has too many entries in its set, its oldest goes in place of `evicted`. */
  #keepQuota(from: number, end: number, size: number, evicted: number): void {
    const keys = this.#keys;
    let count = 0;
    let oldest = -1;
    for (let i = from; i < end; i++) {
      if (keys[i]! < 0 || keys[i]! % SIZES_IN_KEY !== size) continue;
      count++;
      oldest = i;
    }
    if (count <= this.#quotas[size]!) return;
    keys.copyWithin(oldest, oldest + 1, end);
    keys[end - 1] = evicted;
  }

  used(): readonly number[] {
    return countSizes(this.#keys);
  }
}

/** Sets with a binary tree of bits each: a bit points to the half that was used longer ago. */
export class PlruArray implements EntryArray {
  readonly #ways: number;
  readonly #setMask: number;
  readonly #keys: Float64Array;
  /** Bit n − 1 of a set's word is node n of its tree: the root is 1, the children of n are 2n and 2n + 1. */
  readonly #trees: Int32Array;

  constructor({ entries, ways }: TlbArray) {
    this.#ways = ways;
    this.#setMask = entries / ways - 1;
    this.#keys = new Float64Array(entries).fill(-1);
    this.#trees = new Int32Array(entries / ways);
  }

  touch(page: number, size: number): boolean {
    const key = page * SIZES_IN_KEY + size;
    const set = page & this.#setMask;
    const from = set * this.#ways;
    let way = 0;
    while (way < this.#ways && this.#keys[from + way] !== key) way++;
    const hit = way < this.#ways;
    if (!hit) {
      way = this.#victim(set, from);
      this.#keys[from + way] = key;
    }
    this.#pointAway(set, way);
    return hit;
  }

  /** An empty way, or where the tree points to. */
  #victim(set: number, from: number): number {
    for (let way = 0; way < this.#ways; way++) if (this.#keys[from + way]! < 0) return way;
    let node = 1;
    while (node < this.#ways) node = node * 2 + ((this.#trees[set]! >>> (node - 1)) & 1);
    return node - this.#ways;
  }

  #pointAway(set: number, way: number): void {
    let tree = this.#trees[set]!;
    for (let node = way + this.#ways; node > 1; node >>= 1) {
      const bit = 1 << ((node >> 1) - 1);
      tree = node & 1 ? tree & ~bit : tree | bit;
    }
    this.#trees[set] = tree;
  }

  used(): readonly number[] {
    return countSizes(this.#keys);
  }
}

/** Entries in use, by the number of their size. */
export function countSizes(keys: Float64Array): readonly number[] {
  const counts = new Array<number>(SIZES_IN_KEY).fill(0);
  for (const key of keys) if (key >= 0) counts[key % SIZES_IN_KEY]!++;
  return counts;
}
