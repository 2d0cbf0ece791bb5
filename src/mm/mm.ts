import { alignUp } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import { AddressSpace } from './address-space.ts';
import type { Backing } from './backing.ts';
import type { UnmappedArea, UnmappedAreaInfo } from './unmapped-area.ts';

/** The machine's address limits in pages, as the placement code uses them. */
export interface PageLimits {
  readonly taskSize: number;
  readonly mapWindow: number;
  /** mm->mmap_base of the top-down layout. */
  readonly mmapBase: number;
  /** Where bottom-up searches begin. */
  readonly legacyBase: number;
  readonly mmapMin: number;
  /** PMD_SIZE. */
  readonly pmd: number;
}

/** One search that a placement made, in order. */
export interface SearchRecord {
  /** `plain`: no alignment asked; `mask`: align_mask; `thp`, `shmem`: a padded length, trimmed; `hint`: granted. */
  readonly form: 'plain' | 'mask' | 'thp' | 'shmem' | 'hint' | 'exact';
  readonly reason: string;
  readonly info: UnmappedAreaInfo;
  /** What the searcher is after, without padding: pages. */
  readonly wanted: {
    readonly lengthPages: number;
    readonly alignPages: number;
    readonly offsetPages: number;
  };
  readonly area: UnmappedArea;
}

/** One process's memory on one machine: what every call works on. */
export interface Mm {
  readonly machine: Machine;
  readonly limits: PageLimits;
  readonly space: AddressSpace;
  /** The aligned searches of the current placement (all of them when recording); whoever starts one empties it. */
  readonly searches: SearchRecord[];
  /** What every file number in the address space stands for. */
  readonly backings: Map<number, Backing>;
  /** Whether any hugetlb memory was ever opened: only then do its rules need looking at. */
  hasHugetlb: boolean;
  /** Whether plain searches are recorded too, for explanations; they are always counted. */
  recording: boolean;
  /** Whether the searches under way are padded ones of `thp` or `shmem`, which are recorded. */
  padding: boolean;
  /** vm_unmapped_area() calls of the current placement. */
  searchCount: number;
  /** mm->brk and mm->start_brk, in pages; 0 before the heap exists. */
  brk: number;
  startBrk: number;
}

/** A fresh, empty process. */
export function createMm(machine: Machine): Mm {
  const pages = (bytes: number) => bytes / machine.pageBytes;
  return {
    machine,
    limits: {
      taskSize: pages(machine.taskSizeBytes),
      mapWindow: pages(machine.mapWindowBytes),
      mmapBase: pages(machine.mmapBaseBytes),
      legacyBase: pages(machine.legacyBaseBytes),
      mmapMin: pages(alignUp(machine.mmapMinAddrBytes, machine.pageBytes)),
      pmd: pages(machine.leafBytes.pmd || 2 ** machine.tableBits * machine.pageBytes),
    },
    space: new AddressSpace({
      maxMapCount: machine.maxMapCount,
      stackGuardPages: Math.floor(machine.stackGuardBytes / machine.pageBytes),
    }),
    searches: [],
    backings: new Map(),
    hasHugetlb: false,
    recording: false,
    padding: false,
    searchCount: 0,
    brk: 0,
    startBrk: 0,
  };
}

/**
 * A process with the same memory, as fork() makes it: what happens in one is not seen in the other.
 * @param ended - the space of a process that nobody looks at any more, with the same limits: its memory is taken.
 */
export function copyMm(mm: Mm, ended?: AddressSpace): Mm {
  if (ended) ended.copyFrom(mm.space);
  const space = ended ?? mm.space.copy();
  return { ...mm, space, searches: [], backings: new Map(mm.backings) };
}
