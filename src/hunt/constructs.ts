import { GIB, KIB, MIB } from '../machine/bytes.ts';

/**
 * What situations are made of. The generator has no weights: wherever it chooses, every entry of a list here is as
 * likely as every other.
 */
export const CONSTRUCTS = {
  machine: [
    'x86_64',
    'x86_64-la57',
    'i386',
    'arm64-4k',
    'arm64-4k-39',
    'arm64-16k',
    'arm64-64k',
    'riscv64-sv39',
    'riscv64-sv48',
  ],
  /** How many settings a machine has on top of its preset. */
  settings: [0, 1],
  setting: [
    'kernel 6.1',
    'kernel 6.7',
    'kernel 6.12',
    'layout legacy',
    'truth hardware',
    'remap pmd',
    'stack_limit unlimited',
  ],
  /** How many sources a situation begins with. */
  sources: [1, 2, 3],
  source: ['bar', 'region', 'several ranges', 'file'],
  driver: [
    'vfio-pci',
    'vfio-mdev',
    'vfio-platform',
    'remap-at-mmap',
    'io-remap',
    'simple-ioremap',
    'sysfs-pci',
    'dmabuf',
    'drm',
    'rdma',
    'uio',
    'kernel-pages',
  ],
  hole: ['none', 'one'],
  tells: ['as its driver', 'nothing', 'start_pfn', 'order 9', 'order 18', 'action remap'],
  /** By how much a physical address misses a round one. */
  phys: ['nothing', 'a page', 'a leaf'],
  fs: ['ext4', 'xfs', 'nfs', 'tmpfs'],
  /** The page cache has no folio above the PMD. */
  folios: ['as its file system', '64K', '2M'],
  /** tmpfs has its folios from its mount option. */
  huge: ['never', 'always', 'within_size', 'advise'],
  /** What stands in the address space before the first step. */
  occupancy: ['nothing', 'a mapping', 'all but a gap', 'all but two gaps'],
  /** How many steps the program begins with. */
  steps: [1, 2, 3, 4],
  step: ['mmap', 'mmap a part', 'mmap areas', 'mmap anon', 'mmap at', 'munmap', 'mprotect', 'mremap'],
  /** Where an mmap is told to go: from an earlier mapping, or from mmap_base. */
  address: ['behind', 'before', 'over', 'low'],
  fixed: ['no', 'fixed', 'noreplace'],
  flag: ['none', '32bit', 'prot none', 'private', 'shared', 'growsdown', 'nohugepage'],
  /** Sizes are so many times a leaf, with something over or missing. Bytes. */
  leaf: [4 * KIB, 64 * KIB, 2 * MIB, 32 * MIB, 512 * MIB, GIB],
  times: [1, 2, 3, 4],
  over: ['nothing', 'a page more', 'a page less', 'a leaf more'],
} as const;
