import type { LeafKind } from './architectures.ts';
import type { KernelSwitches } from './kernels.ts';
import type { TlbChanges } from './tlb/geometry.ts';

/** Where anonymous memory and tmpfs may use huge pages, as the kernel's sysfs files say it. */
export interface ThpSettings {
  /** /sys/kernel/mm/transparent_hugepage/enabled. It decides leaves, never placement. */
  readonly enabled: 'always' | 'madvise' | 'never';
  /** …/shmem_enabled: for shared anonymous memory, and `deny`/`force` for every tmpfs. It decides placement too. */
  readonly shmemEnabled: 'always' | 'within_size' | 'advise' | 'never' | 'deny' | 'force';
  /** Largest anonymous folio below the PMD (mTHP), in bytes; 0: none. */
  readonly anonFolioBytes: number;
}

/** Everything that a scenario may say of a machine; what it leaves out takes the preset's value. */
export interface MachineSettings {
  /** The architecture: `x86_64`, `i386`, `arm64`, `riscv64`. */
  readonly arch: string;
  /** Base page, in bytes; arm64 only. */
  readonly granuleBytes?: number;
  /** Width of virtual addresses as the architecture's manuals count it. */
  readonly vaBits?: number;
  /** Version of the kernel whose placement is followed: `6.18`. */
  readonly kernel?: string;
  /** Version whose fault and type1 rules are used; default 6.18, whatever `kernel` says. */
  readonly faults?: string;
  /** Single commits switched on or off over the kernel's preset. */
  readonly switches?: Partial<KernelSwitches>;
  readonly layout?: 'topdown' | 'legacy';
  /** RLIMIT_STACK, in bytes; `Infinity` for unlimited. */
  readonly stackLimitBytes?: number;
  readonly stackGuardBytes?: number;
  readonly mmapMinAddrBytes?: number;
  readonly maxMapCount?: number;
  /** Overrides the computed mm->mmap_base, in bytes. */
  readonly mmapBaseBytes?: number;
  readonly aslr?: boolean;
  /** vm.mmap_rnd_bits. */
  readonly aslrBits?: number;
  readonly thp?: Partial<ThpSettings>;
  /** Leaf sizes switched off or (where the architecture has them only with an extension) on. */
  readonly leaves?: Partial<Record<LeafKind, boolean>>;
  /** Which leaves count: those the kernel makes today, or those the hardware has. */
  readonly truth?: 'kernel' | 'hardware';
  /** What remap_pfn_range writes: PTEs (today) or PMDs where it can (RFC v4, May 2026). */
  readonly remapLeaves?: 'pte' | 'pmd';
  /** Whether a PMD leaf of anonymous or file memory keeps a deposited PTE table. */
  readonly deposits?: boolean;
  /** fault_around_bytes, for files. */
  readonly faultAroundBytes?: number;
  /** Name of a TLB geometry. */
  readonly tlb?: string;
  /** What the scenario changes of it. */
  readonly tlbChanges?: TlbChanges;
}
