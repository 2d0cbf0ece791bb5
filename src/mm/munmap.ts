import { alignUp, residue } from '../machine/bytes.ts';
import { backingOf } from './backing.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import { ERRNO, VM } from './vma.ts';

/**
 * munmap(2). Bytes.
 * @returns 0 or a negative errno.
 */
export function munmap(mm: Mm, atBytes: number, lengthBytes: number): number {
  const page = mm.machine.pageBytes;
  const start = atBytes / page;
  const end = start + alignUp(lengthBytes, page) / page;
  if (!Number.isInteger(start) || lengthBytes <= 0 || end > mm.limits.taskSize) return ERRNO.EINVAL;
  if (mm.hasHugetlb && !(hugetlbAligned(mm, start) && hugetlbAligned(mm, end))) return ERRNO.EINVAL;
  return mm.space.remove(start, end);
}

/** hugetlb_vm_op_split(): a hugetlb VMA splits only between huge pages. */
function hugetlbAligned(mm: Mm, page: number): boolean {
  const entry = mm.space.lookup(page);
  if (entry === NO_ENTRY || (mm.space.flags(entry) & VM.HUGETLB) === 0) return true;
  const { hugetlbPages } = backingOf(mm, mm.space.file(entry));
  return hugetlbPages === 0 || residue(page, hugetlbPages) === 0;
}
