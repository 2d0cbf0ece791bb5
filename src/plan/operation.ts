import type { Protection } from '../language/checked-scenario.ts';
import type { TouchPattern } from '../tlb/patterns.ts';

/** An address: absolute, or relative to where a slot's mapping lies when the operation runs. Bytes. */
export interface OperationAddress {
  readonly slot?: number;
  readonly offsetBytes: number;
}

/** What an mmap maps; devices and files by their place in the scenario point's lists. */
export type OperationSource =
  | { readonly kind: 'anon'; readonly shared: boolean }
  | { readonly kind: 'hugetlb'; readonly pageBytes: number }
  | { readonly kind: 'device'; readonly device: number; readonly region: number }
  | { readonly kind: 'file'; readonly file: number };

/** mmap(2) with every number settled. `offsetBytes` is within the source; bytes. */
export interface MmapOperation {
  readonly op: 'mmap';
  readonly slot: number;
  /** Empty for background. */
  readonly name: string;
  readonly source: OperationSource;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly at: OperationAddress | undefined;
  readonly fixed: 'no' | 'fixed' | 'noreplace';
  readonly in32bit: boolean;
  readonly growsdown: boolean;
  readonly shared: boolean;
  readonly prot: Protection;
  readonly nohugepage: boolean;
  readonly guestBytes: number | undefined;
}

/** A range of a slot's mapping; a missing length means all of it from the offset. Bytes. */
export interface SlotRange {
  readonly slot: number;
  readonly offsetBytes: number;
  readonly lengthBytes: number | undefined;
}

/** A range at an address. Bytes. */
export interface AddressRange {
  readonly at: OperationAddress;
  readonly lengthBytes: number;
}

/** One call of the program, the same for every policy. */
export type Operation =
  | MmapOperation
  | { readonly op: 'munmap'; readonly range: SlotRange | AddressRange }
  | {
      readonly op: 'mremap';
      readonly range: SlotRange | AddressRange;
      /** The slot that the moved mapping belongs to: the old one, or a new one for MREMAP_DONTUNMAP. */
      readonly toSlot: number;
      /** The new name; undefined keeps the old one. */
      readonly name: string | undefined;
      readonly newLengthBytes: number;
      readonly mayMove: boolean;
      readonly fixedAt: OperationAddress | undefined;
      readonly dontUnmap: boolean;
    }
  | { readonly op: 'mprotect'; readonly range: SlotRange | AddressRange; readonly prot: Protection }
  | { readonly op: 'brk'; readonly growthBytes: number }
  | { readonly op: 'revoke' | 'restore'; readonly device: number };

/** A region that is there before the first operation. Pages. */
export interface OccupiedRegion {
  readonly start: number;
  readonly end: number;
  readonly what: 'anon' | 'file' | 'stack' | 'heap' | 'shared';
  /** `rw-p`. */
  readonly permissions: string;
  /** What backs it: equal keys are one file; empty for anonymous memory. */
  readonly file: string;
  /** pgoff in pages. */
  readonly pgoff: number;
}

/** Touches of mappings as they lie at the end; they feed the TLB only. */
export interface Touch {
  /** Slots of the mappings: one behind the other they are the memory that is touched. */
  readonly slots: readonly number[];
  readonly pattern: TouchPattern;
}

/** What one cell replays: shared by all policies. */
export interface Program {
  readonly occupied: readonly OccupiedRegion[];
  readonly operations: readonly Operation[];
  /** In order. */
  readonly touches: readonly Touch[];
  /** Random pages that mmap_base moves down by; 0 without ASLR. */
  readonly rndPages: number;
}
