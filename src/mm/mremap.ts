import { alignUp, residue } from '../machine/bytes.ts';
import { type Area, callersArea, failedArea } from './area-request.ts';
import { backingOf } from './backing.ts';
import { NO_ENTRY } from './gap-index.ts';
import { getUnmappedArea } from './get-unmapped-area.ts';
import type { Mm } from './mm.ts';
import type { CallResult, Place } from './mmap.ts';
import { moveMany } from './mremap-many.ts';
import { checksEarly, moveTo, moveVma } from './mremap-move.ts';
import { ERRNO, VM, type Vma } from './vma.ts';

/** mremap(2) as the caller makes it. Bytes. */
export interface MremapCall {
  readonly atBytes: number;
  readonly oldLengthBytes: number;
  readonly newLengthBytes: number;
  readonly mayMove: boolean;
  /** MREMAP_FIXED's address. */
  readonly fixedBytes?: number;
  /** MREMAP_DONTUNMAP's address, a hint; 0 for none. */
  readonly hintBytes?: number;
  readonly dontUnmap: boolean;
  readonly owner: number;
}

/** do_mremap() of mm/mremap.c: shrinks, grows in place, or moves; a move is placed with the mapping's old pgoff. */
export function mremap(mm: Mm, call: MremapCall, place: Place = getUnmappedArea): CallResult {
  mm.searches.length = 0;
  mm.searchCount = 0;
  const page = mm.machine.pageBytes;
  const at = call.atBytes / page;
  const entry = Number.isInteger(at) ? mm.space.lookup(at) : NO_ENTRY;
  const vma = entry === NO_ENTRY ? undefined : mm.space.vma(entry);
  const unit = vma && vma.flags & VM.HUGETLB ? backingOf(mm, vma.file).hugetlbPages * page : page;
  const oldPages = alignUp(call.oldLengthBytes, unit) / page;
  const newPages = alignUp(call.newLengthBytes, unit) / page;
  const done = (area: Area): CallResult => ({ page: area.page, lengthPages: newPages, area });
  const fail = (errno: number) => done(failedArea(errno));
  const impliesAddress = call.fixedBytes !== undefined || call.dontUnmap;
  if (!Number.isInteger(at) || newPages <= 0) return fail(ERRNO.EINVAL);
  if (impliesAddress && (!call.mayMove || (call.dontUnmap && oldPages !== newPages)))
    return fail(ERRNO.EINVAL);
  const badTarget = impliesAddress && !isTarget(mm, call, { at, oldPages, newPages });
  if (badTarget && checksEarly(mm)) return fail(ERRNO.EINVAL);
  if (call.fixedBytes !== undefined && oldPages === newPages && checksEarly(mm))
    return done(moveMany(mm, call, { at, pages: oldPages }, place));
  if (!vma) return fail(ERRNO.EFAULT);
  if (vma.flags & VM.HUGETLB && (residue(call.atBytes, unit) !== 0 || newPages > oldPages))
    return fail(ERRNO.EINVAL);
  if (badTarget) return fail(ERRNO.EINVAL);
  if (impliesAddress) return done(moveTo(mm, { vma, at, oldPages, newPages, call }, place));
  if (newPages <= oldPages) {
    const error = newPages < oldPages ? mm.space.remove(at + newPages, at + oldPages) : 0;
    return error < 0 ? fail(error) : done(callersArea(at, 'fixed'));
  }
  if (oldPages > vma.end - at || vma.flags & VM.SPECIAL) return fail(ERRNO.EFAULT);
  if (growsInPlace(mm, vma, at + oldPages, newPages - oldPages)) {
    mm.space.extend(mm.space.lookup(at), vma.end + newPages - oldPages);
    return done(callersArea(at, 'fixed'));
  }
  if (!call.mayMove) return fail(ERRNO.ENOMEM);
  return done(moveVma(mm, { vma, at, oldPages, newPages, call }, place));
}

/** Whether the address given is whole pages, inside the task's size, and apart from the old range. */
function isTarget(
  mm: Mm,
  call: MremapCall,
  { at, oldPages, newPages }: { readonly at: number; readonly oldPages: number; readonly newPages: number },
): boolean {
  const to = (call.fixedBytes ?? call.hintBytes ?? 0) / mm.machine.pageBytes;
  if (!Number.isInteger(to) || newPages > mm.limits.taskSize - to) return false;
  return to >= at + oldPages || at >= to + newPages;
}

/** vma_expandable(): the range ends with its VMA, and what follows is free. Guard gaps do not count. */
function growsInPlace(mm: Mm, vma: Vma, end: number, pages: number): boolean {
  return (
    end === vma.end && vma.end + pages <= mm.limits.taskSize && mm.space.isFree(vma.end, vma.end + pages)
  );
}
