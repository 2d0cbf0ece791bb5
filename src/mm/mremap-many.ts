import { type Area, failedArea } from './area-request.ts';
import { backingOf } from './backing.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import type { Place } from './mmap.ts';
import type { MremapCall } from './mremap.ts';
import { moveTo } from './mremap-move.ts';
import { ERRNO } from './vma.ts';

/**
 * remap_move() of mm/mremap.c (6.17): a move to a fixed address, of the same length, takes along every VMA of the
 * range with the gaps between them. Pages.
 */
export function moveMany(
  mm: Mm,
  call: MremapCall,
  { at, pages }: { readonly at: number; readonly pages: number },
  place: Place,
): Area {
  const page = mm.machine.pageBytes;
  const to = call.fixedBytes! / page;
  const end = at + pages;
  let result: Area | undefined;
  let from = at;
  while (from < end) {
    const entry = mm.space.index.findEndingAfter(from);
    if (entry === NO_ENTRY || mm.space.index.start(entry) >= end) break;
    const vma = mm.space.vma(entry);
    if (!result && vma.start > at) return failedArea(ERRNO.EFAULT);
    const start = Math.max(vma.start, at);
    const length = Math.min(end, vma.end) - start;
    if (!movesWithOthers(backingOf(mm, vma.file)) && (result || vma.end < end))
      return failedArea(ERRNO.EFAULT);
    const part = { ...call, fixedBytes: (to + start - at) * page };
    const area = moveTo(mm, { vma, at: start, oldPages: length, newPages: length, call: part }, place);
    if (area.page < 0) return area;
    result ??= area;
    from = start + length;
  }
  return result ?? failedArea(ERRNO.EFAULT);
}

/** vma_multi_allowed(): not files with a get_unmapped_area of their own other than those of shmem, hugetlb and thp. */
function movesWithOthers({ hook, label }: ReturnType<typeof backingOf>): boolean {
  return label !== 'SYSV' && (label !== '/dev/zero' || hook === 'shmem');
}
