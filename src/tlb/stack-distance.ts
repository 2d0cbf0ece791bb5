/**
 * How often each stack distance occurs in a trace: `counts[d]` accesses found d other entries used since their own last
 * use, `cold` were the first to theirs. From one pass follow the misses of every size at once.
 */
export interface StackDistances {
  readonly accesses: number;
  readonly cold: number;
  readonly counts: readonly number[];
}

/**
 * Stack distances of a trace (Mattson 1970; counted with a Fenwick tree, Olken 1981).
 * @param pages - entry numbers in order of access, whole and not negative.
 * @param sets - a power of two; distances count within the set, page modulo sets.
 */
export function stackDistances(pages: Float64Array, sets = 1): StackDistances {
  const counts: number[] = [];
  let cold = 0;
  for (const own of bySet(pages, sets)) {
    const last = new Map<number, number>();
    const live = new Int32Array(own.length + 1);
    for (let time = 1; time <= own.length; time++) {
      const page = own[time - 1]!;
      const before = last.get(page);
      last.set(page, time);
      add(live, time, 1);
      if (before === undefined) {
        cold++;
        continue;
      }
      add(live, before, -1);
      const distance = sum(live, time - 1) - sum(live, before);
      while (counts.length <= distance) counts.push(0);
      counts[distance]!++;
    }
  }
  return { accesses: pages.length, cold, counts };
}

/** Misses of a TLB of `ways` entries a set with LRU. */
export function missesAt({ cold, counts }: StackDistances, ways: number): number {
  return cold + counts.slice(ways).reduce((total, count) => total + count, 0);
}

/** Misses for each of several sizes, ascending, in one sweep over the distances. */
export function missCurve(
  distances: StackDistances,
  entries: readonly number[],
): readonly { readonly entries: number; readonly misses: number }[] {
  let misses = distances.accesses;
  let at = 0;
  return entries.map((size) => {
    for (; at < Math.min(size, distances.counts.length); at++) misses -= distances.counts[at]!;
    return { entries: size, misses };
  });
}

function bySet(pages: Float64Array, sets: number): readonly Float64Array[] {
  if (sets === 1) return [pages];
  const own = Array.from({ length: sets }, () => [] as number[]);
  for (const page of pages) own[page % sets]!.push(page);
  return own.map((list) => Float64Array.from(list));
}

function add(tree: Int32Array, from: number, value: number): void {
  for (let i = from; i < tree.length; i += i & -i) tree[i]! += value;
}

function sum(tree: Int32Array, to: number): number {
  let total = 0;
  for (let i = to; i > 0; i -= i & -i) total += tree[i]!;
  return total;
}
