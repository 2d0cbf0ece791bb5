import type { CheckedDevice, CheckedFile, CheckedRegion } from '../language/checked-scenario.ts';
import type { Status } from './status.ts';

/** What a mapping maps, with all that metrics ask of it. */
export type MappedSource =
  | { readonly kind: 'anon'; readonly shared: boolean }
  | { readonly kind: 'hugetlb'; readonly pageBytes: number }
  | {
      readonly kind: 'device';
      readonly device: CheckedDevice;
      readonly region: CheckedRegion;
      readonly revoked: boolean;
    }
  | { readonly kind: 'file'; readonly file: CheckedFile };

/** A part of a mapping that is one VMA at the end. Bytes. */
export interface MappedPiece {
  readonly vaBytes: number;
  readonly lengthBytes: number;
  /** Where the piece begins within the mapped source. */
  readonly offsetBytes: number;
}

/** How a named mapping ended. Bytes. */
export interface MappingOutcome {
  /** Its slot in the program. */
  readonly slot: number;
  readonly name: string;
  readonly source: MappedSource;
  readonly status: Status;
  /** ENOMEM and the like where it failed. */
  readonly error: string;
  /** As the mmap call had them. */
  readonly lengthBytes: number;
  readonly mmapOffsetBytes: number;
  /** Offset within the source: the mapping's first byte. */
  readonly sourceOffsetBytes: number;
  /** vm_pgoff × page of the mapping's first byte, which a prepare hook may have rewritten. */
  readonly pgoffBytes: number;
  readonly pieces: readonly MappedPiece[];
  readonly guestBytes: number | undefined;
  readonly nohugepage: boolean;
  readonly search: string;
  readonly alignBytes: number;
  /** Whether a search chose the address, so that ASLR would have randomised it. */
  readonly searched: boolean;
  readonly searches: number;
  readonly systemCalls: number;
  readonly hookCalls: number;
  readonly lostBytes: number;
}

/** A gap or a VMA's bounds, in bytes; `end` is exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What a whole cell came to. Plain data. Bytes. */
export interface CellOutcome {
  /** Set where the policy broke a rule or threw. */
  readonly failure: { readonly status: 'violation' | 'error'; readonly message: string } | undefined;
  readonly mappings: readonly MappingOutcome[];
  /** Bounds of every VMA at the end, in order. */
  readonly vmas: readonly Extent[];
  readonly mmapBaseBytes: number;
  readonly failed: number;
  readonly paddingLosses: number;
  readonly lostBytes: number;
  readonly searches: number;
  readonly systemCalls: number;
  readonly hookCalls: number;
}
