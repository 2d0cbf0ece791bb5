/** How an array chooses the entry that goes: the least recently used, or by the bits of a binary tree. */
export type TlbReplacement = 'lru' | 'plru';

/** One array of a data TLB. */
export interface TlbArray {
  readonly level: 1 | 2;
  /** Leaf sizes that it holds as they are, in bytes. A larger leaf is smashed into the largest one below it. */
  readonly leafBytes: readonly number[];
  readonly entries: number;
  /** Entries a set; `entries` where it is fully associative. `entries / ways` is a power of two. */
  readonly ways: number;
  readonly replacement: TlbReplacement;
  /** Entries of a set that leaves of one size may take, where that is fewer than all. */
  readonly quotas?: readonly { readonly leafBytes: number; readonly ways: number }[];
}

/** What a miss costs, in cycles of the core. */
export interface TlbCosts {
  /** An access that misses level 1 and hits level 2. */
  readonly l2HitCycles: number;
  /** Reading one level of the page tables: that of a hit in the L2 data cache. */
  readonly walkLevelCycles: number;
}

/** Entries of the caches that hold upper levels of the page tables, each fully associative; 0: none. */
export interface WalkCaches {
  /** Pointers to PTE tables; `level 2`: they take entries of the TLB's level 2, beside the pages. */
  readonly pmdEntries: number | 'level 2';
  /** Pointers to PMD tables. */
  readonly pudEntries: number;
  /** Pointers to PUD tables. */
  readonly p4dEntries: number;
}

/** The data TLBs of one core: what scenarios name with `tlb`. Plain data. */
export interface TlbGeometry {
  readonly id: string;
  readonly arrays: readonly TlbArray[];
  /** Neighbouring base pages, congruent in VA and PA, that share one entry: 16 KiB where 4 do; 0: none. */
  readonly coalesceBytes: number;
  readonly costs: TlbCosts;
  readonly walkCaches: WalkCaches;
}

/** A geometry with what is known of it. */
export interface KnownTlb extends TlbGeometry {
  /** Name for people: `Intel Golden Cove (Sapphire Rapids, Emerald Rapids)`. */
  readonly cores: string;
  readonly arch: 'x86_64' | 'arm64' | 'riscv64';
  readonly sources: readonly string[];
  /** What was not found in a vendor's document, and stands on measurements of others or on memory. */
  readonly uncertain: readonly string[];
}

/** What a scenario changes of a geometry. */
export interface TlbChanges {
  /** Each takes its sizes out of the geometry's arrays of its level. */
  readonly arrays?: readonly TlbArray[];
  /** `false` gives every base page an entry of its own. */
  readonly coalesce?: boolean;
  readonly l2HitCycles?: number;
  readonly walkLevelCycles?: number;
  /** Whether walks find upper levels in caches; otherwise they read them all. */
  readonly walkCaches?: boolean;
  /** In a virtual machine: the largest leaf of the host, in bytes. 0: none. */
  readonly nestedBytes?: number;
}

/** The TLB of a machine with every value settled. */
export interface MachineTlb extends TlbGeometry {
  readonly walkCached: boolean;
  /** The host's leaf where this is a guest, in bytes: the smaller of two leaves counts, walks are nested. 0: no guest. */
  readonly nestedBytes: number;
}

/** An array of level 1 or 2 with true LRU. */
export function tlbArray(
  level: 1 | 2,
  leafBytes: readonly number[],
  entries: number,
  ways: number,
  quotas?: TlbArray['quotas'],
): TlbArray {
  const array = { level, leafBytes, entries, ways, replacement: 'lru' as const };
  return quotas ? { ...array, quotas } : array;
}
