import type { TlbArray, TlbGeometry } from '../machine/tlb/geometry.ts';
import {
  type EntriesInUse,
  type EntryPlace,
  entryPlace,
  type TlbLeaf,
  type TouchResult,
  touchResult,
} from './tlb.ts';

/** Touches at even distances over leaves of one size. Bytes. */
export interface EvenTouches {
  readonly leaf: TlbLeaf;
  readonly vaBytes: number;
  readonly lengthBytes: number;
  readonly strideBytes: number;
  readonly times: number;
}

/**
 * What a TLB that is empty at first counts for even touches, without simulating them; undefined where no closed form
 * holds, and the simulation must run: sets that overflow beside sets that do not, trees, strides that fall unevenly on
 * entries, walk caches.
 */
export function evenTouches(geometry: TlbGeometry, touches: EvenTouches): TouchResult | undefined {
  const { leaf, lengthBytes, strideBytes, times } = touches;
  const accesses = Math.ceil(lengthBytes / strideBytes);
  const first = entryPlace(geometry.arrays, 1, leaf.bytes);
  const second = entryPlace(geometry.arrays, 2, leaf.bytes);
  if (!first) return undefined;
  const l1 = entriesTouched(touches, first.bytes);
  if (l1 === undefined) return undefined;
  const fits = roundsHit(geometry.arrays[first.array]!, first.size, l1);
  if (fits === undefined) return undefined;
  const l2 = second && { count: l1.count, step: (l1.step * first.bytes) / second.bytes };
  if (second && second.bytes !== first.bytes && !startsEvenly(touches, first.bytes, second.bytes))
    return undefined;
  const l1Misses = l1.count * (fits ? 1 : times);
  const again = l2 && l1Misses > l1.count ? roundsHit(geometry.arrays[second.array]!, second.size, l2) : true;
  if (again === undefined) return undefined;
  const walks = l2 && again ? l1.count : l1Misses;
  return touchResult(
    { accesses: accesses * times, l1Misses, walks, walkLevels: walks * leaf.depth },
    resident(geometry.arrays, first, l1),
    l2 ? resident(geometry.arrays, second, l2) : { entries: 0, bytes: 0 },
  );
}

/** What an array holds after entries were touched in order. */
function resident(
  arrays: readonly TlbArray[],
  { array: at, size, bytes }: EntryPlace,
  touched: Entries,
): EntriesInUse {
  const array = arrays[at]!;
  const used = setsUsed(array, touched);
  const most = waysFor(array, size);
  const [less, over] = [Math.floor(touched.count / used), touched.count % used];
  const entries = over * Math.min(less + 1, most) + (used - over) * Math.min(less, most);
  return { entries, bytes: entries * bytes };
}

/** Whether every miss of level 1 asks level 2 for the first entry of the larger one, and no two for the same. */
function startsEvenly({ vaBytes, strideBytes }: EvenTouches, l1Bytes: number, l2Bytes: number): boolean {
  return l2Bytes < l1Bytes && vaBytes % l1Bytes === 0 && l2Bytes % strideBytes === 0;
}

/** Distinct entries in order: `count` of them, `step` page numbers apart. */
interface Entries {
  readonly count: number;
  readonly step: number;
}

function entriesTouched(
  { vaBytes, lengthBytes, strideBytes }: EvenTouches,
  entryBytes: number,
): Entries | undefined {
  const touches = Math.ceil(lengthBytes / strideBytes);
  const firstEntry = Math.floor(vaBytes / entryBytes);
  if (strideBytes <= entryBytes) {
    const lastEntry = Math.floor((vaBytes + (touches - 1) * strideBytes) / entryBytes);
    return { count: lastEntry - firstEntry + 1, step: 1 };
  }
  if (strideBytes % entryBytes !== 0) return touches === 1 ? { count: 1, step: 1 } : undefined;
  return { count: touches, step: strideBytes / entryBytes };
}

/**
 * Whether entries that come round hit from the second time on (every set holds its own), or never (every set has too
 * many); undefined where some do. Of an arithmetic progression every (sets / gcd(step, sets))th falls into the same set.
 */
function roundsHit(array: TlbArray, size: number, touched: Entries): boolean | undefined {
  if (array.replacement !== 'lru') return undefined;
  const ways = waysFor(array, size);
  const used = setsUsed(array, touched);
  if (Math.ceil(touched.count / used) <= ways) return true;
  return Math.floor(touched.count / used) > ways ? false : undefined;
}

function setsUsed({ entries, ways }: TlbArray, { count, step }: Entries): number {
  const sets = entries / ways;
  return Math.min(count, sets / gcd(step % sets, sets));
}

function waysFor({ ways, leafBytes, quotas }: TlbArray, size: number): number {
  return quotas?.find((quota) => quota.leafBytes === leafBytes[size])?.ways ?? ways;
}

function gcd(a: number, b: number): number {
  return a === 0 ? b : gcd(b % a, a);
}
