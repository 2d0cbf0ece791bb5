import { soft } from './keyword.ts';

/** Settings of a machine block. */
export const Arch = soft('arch');
export const Granule = soft('granule');
export const VaBits = soft('va_bits');
export const Kernel = soft('kernel');
export const Faults = soft('faults');
export const Commit = soft('commit');
export const Layout = soft('layout');
export const StackLimit = soft('stack_limit');
export const Unlimited = soft('unlimited');
export const GuardGap = soft('guard_gap');
export const MmapMinAddr = soft('mmap_min_addr');
export const MaxMapCount = soft('max_map_count');
export const MmapBase = soft('mmap_base');
export const Aslr = soft('aslr');
export const AslrBits = soft('aslr_bits');
export const Thp = soft('thp');
export const Shmem = soft('shmem');
export const AnonFolios = soft('anon_folios');
export const Leaf = soft('leaf');
export const Truth = soft('truth');
export const Remap = soft('remap');
export const Deposits = soft('deposits');
export const FaultAround = soft('fault_around');
export const Tlb = soft('tlb');
export const L1 = soft('l1');
export const L2 = soft('l2');
export const Entries = soft('entries');
export const Ways = soft('ways');
export const Plru = soft('plru');
export const Coalesce = soft('coalesce');
export const WalkCaches = soft('walk_caches');
export const L2Cycles = soft('l2_cycles');
export const WalkCycles = soft('walk_cycles');
export const Nested = soft('nested');

export const MACHINE_TOKENS = [
  Arch,
  Granule,
  VaBits,
  Kernel,
  Faults,
  Commit,
  Layout,
  StackLimit,
  Unlimited,
  GuardGap,
  MmapMinAddr,
  MaxMapCount,
  MmapBase,
  AslrBits,
  Aslr,
  Thp,
  Shmem,
  AnonFolios,
  Leaf,
  Truth,
  Remap,
  Deposits,
  FaultAround,
  Tlb,
  L1,
  L2,
  Entries,
  Ways,
  Plru,
  Coalesce,
  WalkCaches,
  L2Cycles,
  WalkCycles,
  Nested,
];
