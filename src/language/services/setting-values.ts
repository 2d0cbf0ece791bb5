import { ARCHITECTURES, LEAF_KINDS } from '../../machine/architectures.ts';
import { FILE_SYSTEMS } from '../../machine/file-systems.ts';
import { KERNEL_NAMES, SWITCH_NAMES } from '../../machine/kernels.ts';
import { DRIVERS } from '../check/drivers.ts';
import { PROTECTIONS } from '../check/lower-mmap.ts';

/** The words that settings take, by the setting. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  arch: ARCHITECTURES.map(({ id }) => id),
  kernel: KERNEL_NAMES,
  faults: KERNEL_NAMES,
  commit: SWITCH_NAMES,
  layout: ['topdown', 'legacy'],
  thp: ['always', 'madvise', 'never'],
  shmem: ['always', 'within_size', 'advise', 'never', 'deny', 'force'],
  truth: ['kernel', 'hardware'],
  remap: ['pte', 'pmd'],
  leaf: LEAF_KINDS.slice(1),
  driver: Object.keys(DRIVERS),
  populate: ['fault', 'remap'],
  hook: ['none', 'thp', 'shmem', 'hugetlb'],
  action: ['none', 'remap', 'io-remap', 'simple-ioremap', 'kernel-pages'],
  fs: FILE_SYSTEMS,
  huge: ['never', 'always', 'within_size', 'advise'],
  prot: PROTECTIONS,
};
