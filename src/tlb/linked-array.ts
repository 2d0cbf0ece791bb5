import type { TlbArray } from '../machine/tlb/geometry.ts';
import { countSizes, type EntryArray, SIZES_IN_KEY } from './set-array.ts';

const NONE = -1;

/**
 * A fully associative array with true LRU: a hash table finds the entry, a list keeps the order. It answers as
 * LruArray with one set does, in constant time; for arrays of many ways.
 */
export class LinkedArray implements EntryArray {
  readonly #entries: number;
  readonly #keys: Float64Array;
  readonly #newer: Int32Array;
  readonly #older: Int32Array;
  /** Open addressing with linear probing; entry numbers, or NONE. */
  readonly #table: Int32Array;
  readonly #tableMask: number;
  #newest = NONE;
  #oldest = NONE;
  #count = 0;

  constructor({ entries }: TlbArray) {
    this.#entries = entries;
    this.#keys = new Float64Array(entries).fill(-1);
    this.#newer = new Int32Array(entries).fill(NONE);
    this.#older = new Int32Array(entries).fill(NONE);
    let size = 8;
    while (size < entries * 4) size *= 2;
    this.#table = new Int32Array(size).fill(NONE);
    this.#tableMask = size - 1;
  }

  touch(page: number, size: number): boolean {
    const key = page * SIZES_IN_KEY + size;
    const newest = this.#newest;
    if (newest !== NONE && this.#keys[newest] === key) return true;
    const slot = this.#slotOf(key);
    const found = this.#table[slot]!;
    if (found !== NONE) {
      this.#unlink(found);
      this.#linkNewest(found);
      return true;
    }
    this.#insert(key);
    return false;
  }

  used(): readonly number[] {
    return countSizes(this.#keys);
  }

  #insert(key: number): void {
    let entry = this.#count;
    if (entry < this.#entries) this.#count++;
    else {
      entry = this.#oldest;
      this.#unlink(entry);
      this.#forget(this.#slotOf(this.#keys[entry]!));
    }
    this.#keys[entry] = key;
    this.#table[this.#slotOf(key)] = entry;
    this.#linkNewest(entry);
  }

  /** The slot that holds a key, or the empty one where it would go. */
  #slotOf(key: number): number {
    let slot = this.#home(key);
    for (;;) {
      const entry = this.#table[slot]!;
      if (entry === NONE || this.#keys[entry] === key) return slot;
      slot = (slot + 1) & this.#tableMask;
    }
  }

  #home(key: number): number {
    const high = (key / 0x1_0000_0000) | 0;
    const mixed = Math.imul((key | 0) ^ Math.imul(high, 0x85eb_ca6b), 0x9e37_79b1);
    return (mixed ^ (mixed >>> 15)) & this.#tableMask;
  }

  /** Empties a slot and moves back those behind it that could not stand at their own. */
  #forget(slot: number): void {
    let hole = slot;
    for (let next = (hole + 1) & this.#tableMask; ; next = (next + 1) & this.#tableMask) {
      const entry = this.#table[next]!;
      if (entry === NONE) break;
      const home = this.#home(this.#keys[entry]!);
      const distance = (next - home) & this.#tableMask;
      if (distance < ((next - hole) & this.#tableMask)) continue;
      this.#table[hole] = entry;
      hole = next;
    }
    this.#table[hole] = NONE;
  }

  #unlink(entry: number): void {
    const newer = this.#newer[entry]!;
    const older = this.#older[entry]!;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
    if (older === NONE) this.#oldest = newer;
    else this.#newer[older] = newer;
  }

  #linkNewest(entry: number): void {
    this.#newer[entry] = NONE;
    this.#older[entry] = this.#newest;
    if (this.#newest === NONE) this.#oldest = entry;
    else this.#newer[this.#newest] = entry;
    this.#newest = entry;
  }
}
