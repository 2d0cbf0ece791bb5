import type { TlbArray, TlbGeometry } from '../../src/machine/tlb/geometry.ts';

interface Entry {
  readonly size: number;
  readonly page: number;
  used: number;
}

/** A leaf and its levels of tables, as the naive model takes them. */
export interface NaiveLeaf {
  readonly bytes: number;
  readonly depth: number;
}

/** The same TLB written without thought for time: lists of entries with the time of their last use. */
export class NaiveTlb {
  readonly sets: Entry[][][];
  accesses = 0;
  l1Misses = 0;
  walks = 0;
  walkLevels = 0;
  readonly #geometry: TlbGeometry;
  #time = 0;

  constructor(geometry: TlbGeometry) {
    this.#geometry = geometry;
    this.sets = geometry.arrays.map(({ entries, ways }) => Array.from({ length: entries / ways }, () => []));
  }

  access(vaBytes: number, leaf: NaiveLeaf): void {
    this.accesses++;
    if (this.#find(1, vaBytes, leaf.bytes)) return;
    this.l1Misses++;
    if (this.#find(2, vaBytes, leaf.bytes)) return;
    this.walks++;
    this.walkLevels += leaf.depth;
  }

  #find(level: number, vaBytes: number, leafBytes: number): boolean {
    const held = this.#geometry.arrays
      .flatMap((array, at) => array.leafBytes.map((size) => ({ array, at, size })))
      .filter(({ array, size }) => array.level === level && size <= leafBytes)
      .sort((a, b) => b.size - a.size)[0];
    if (!held) return false;
    const { array, at, size } = held;
    const page = Math.floor(vaBytes / size);
    const sets = this.sets[at]!;
    const set = sets[page % sets.length]!;
    const found = set.find((entry) => entry.page === page && entry.size === size);
    if (found) {
      found.used = ++this.#time;
      return true;
    }
    const goes = victim(set, array, size);
    if (goes) set.splice(set.indexOf(goes), 1);
    set.push({ size, page, used: ++this.#time });
    return false;
  }
}

/** The entry that must go: the oldest of the newcomer's size where that has its quota, else the oldest of a full set. */
function victim(set: readonly Entry[], array: TlbArray, size: number): Entry | undefined {
  const oldest = (entries: readonly Entry[]) => [...entries].sort((a, b) => a.used - b.used)[0];
  const quota = array.quotas?.find(({ leafBytes }) => leafBytes === size)?.ways;
  const same = set.filter((entry) => entry.size === size);
  if (quota !== undefined && same.length >= quota) return oldest(same);
  return set.length === array.ways ? oldest(set) : undefined;
}
