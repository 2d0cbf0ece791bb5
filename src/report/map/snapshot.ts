import type { LeafKind } from '../../machine/architectures.ts';
import type { LeafCounts, LeafStretch } from '../../metrics/leaves.ts';
import type { Segment } from '../../metrics/population.ts';
import type { Extent } from '../../replay/outcome.ts';
import type { Status } from '../../replay/status.ts';

/** What a VMA is, for the eye. `reserved`: a VMM's reservation that nothing is mapped in yet. */
export type VmaKind = 'anon' | 'shared' | 'file' | 'device' | 'hugetlb' | 'stack' | 'heap' | 'reserved';

/** A VMA. Bytes; `end` is exclusive. */
export interface MapVma extends Extent {
  readonly kind: VmaKind;
  /** The named mapping that it belongs to; empty for background. */
  readonly name: string;
}

/** How an address and what lies behind it compare modulo one leaf size. Bytes. */
export interface LeafFit {
  readonly sizeBytes: number;
  /** Whether one whole block of the source lies in the mapping. */
  readonly fits: boolean;
  /** Whether leaves of this size can occur here at all: memory that is remapped with PTEs has none. */
  readonly possible: boolean;
  /** VA − PA (files: − offset) modulo the size, nearest to 0: 0 is congruent. Negative: the VA lies lower. */
  readonly awayBytes: number;
}

/** A named mapping. Bytes. */
export interface MapMapping {
  readonly name: string;
  readonly kind: VmaKind;
  /** What is mapped: `gpu.bar2`, a file's name, `anon`. */
  readonly source: string;
  /** What an address is congruent to: physical address, file offset, or nothing for anonymous memory. */
  readonly target: 'PA' | 'offset' | 'none';
  readonly status: Status;
  /** ENOMEM and the like where it failed. */
  readonly error: string;
  readonly search: string;
  readonly lengthBytes: number;
  /** In order of address; empty where it failed. For `ideal` the addresses are fictional. */
  readonly segments: readonly Segment[];
  readonly leaves: readonly LeafStretch[];
  readonly counts: LeafCounts;
  readonly faults: number;
  /** Leaf sizes above the page, largest first. */
  readonly fits: readonly LeafFit[];
}

/** The address space of one cell at one moment, under one policy. Plain data; bytes. */
export interface MapSnapshot {
  readonly policy: string;
  /** `ideal`: arithmetic on each mapping alone, so its addresses mean nothing. */
  readonly bound: boolean;
  /** Why there is nothing to see; empty otherwise. */
  readonly message: string;
  /** Calls of the program made so far, and all of them. */
  readonly calls: number;
  readonly allCalls: number;
  /** In order of address. */
  readonly vmas: readonly MapVma[];
  readonly mappings: readonly MapMapping[];
  /** What alignment left unused beside a placement, and nothing has filled since. */
  readonly holes: readonly Extent[];
}

/** Snapshots of one cell that belong in one picture: several policies, or several moments. Plain data. */
export interface AddressMap {
  readonly scenario: string;
  readonly point: string;
  readonly seed: number | null;
  readonly machine: string;
  readonly pageBytes: number;
  /** Bytes of each leaf size that the machine has. */
  readonly leafBytes: Readonly<Record<LeafKind, number>>;
  readonly layout: 'topdown' | 'legacy';
  readonly mmapBaseBytes: number;
  /** TASK_SIZE: nothing lies above it. */
  readonly taskSizeBytes: number;
  readonly snapshots: readonly MapSnapshot[];
}
