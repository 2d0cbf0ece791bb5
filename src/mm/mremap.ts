import { alignUp, residue } from '../machine/bytes.ts';
import { type Area, callersArea, failedArea } from './area-request.ts';
import { backingOf } from './backing.ts';
import { NO_ENTRY } from './gap-index.ts';
import { getUnmappedArea } from './get-unmapped-area.ts';
import type { Mm } from './mm.ts';
import type { CallResult, Place } from './mmap.ts';
import { ERRNO, VM, type Vma } from './vma.ts';

/** mremap(2) as the caller makes it. Bytes. */
export interface MremapCall {
  readonly atBytes: number;
  readonly oldLengthBytes: number;
  readonly newLengthBytes: number;
  readonly mayMove: boolean;
  /** MREMAP_FIXED's address. */
  readonly fixedBytes?: number;
  readonly dontUnmap: boolean;
  readonly owner: number;
}

/** do_mremap() of mm/mremap.c: shrinks, grows in place, or moves; a move is placed with the mapping's old pgoff. */
export function mremap(mm: Mm, call: MremapCall, place: Place = getUnmappedArea): CallResult {
  mm.searches.length = 0;
  const page = mm.machine.pageBytes;
  const at = call.atBytes / page;
  const entry = Number.isInteger(at) ? mm.space.lookup(at) : NO_ENTRY;
  const vma = entry === NO_ENTRY ? undefined : mm.space.vma(entry);
  const unit = vma && vma.flags & VM.HUGETLB ? backingOf(mm, vma.file).hugetlbPages * page : page;
  const oldPages = alignUp(call.oldLengthBytes, unit) / page;
  const newPages = alignUp(call.newLengthBytes, unit) / page;
  const done = (area: Area): CallResult => ({ page: area.page, lengthPages: newPages, area });
  const fail = (errno: number) => done(failedArea(errno));
  if (!Number.isInteger(at) || newPages <= 0) return fail(ERRNO.EINVAL);
  if (!vma) return fail(ERRNO.EFAULT);
  if (vma.flags & VM.HUGETLB && (residue(call.atBytes, unit) !== 0 || newPages > oldPages))
    return fail(ERRNO.EINVAL);
  if (call.fixedBytes !== undefined || call.dontUnmap)
    return done(moveTo(mm, vma, call, oldPages, newPages, place));
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
  return done(move(mm, vma, { at, oldPages, newPages, call }, place));
}

/** vma_expandable(): the range ends with its VMA, and what follows is free. Guard gaps do not count. */
function growsInPlace(mm: Mm, vma: Vma, end: number, pages: number): boolean {
  return (
    end === vma.end && vma.end + pages <= mm.limits.taskSize && mm.space.isFree(vma.end, vma.end + pages)
  );
}

/** mremap_to(): MREMAP_FIXED and MREMAP_DONTUNMAP. */
function moveTo(mm: Mm, vma: Vma, call: MremapCall, old: number, newPages: number, place: Place): Area {
  const page = mm.machine.pageBytes;
  const at = call.atBytes / page;
  let oldPages = old;
  if (call.fixedBytes !== undefined) {
    const to = call.fixedBytes / page;
    const overlaps = to < at + oldPages && at < to + newPages;
    if (!Number.isInteger(to) || newPages > mm.limits.taskSize - to || overlaps)
      return failedArea(ERRNO.EINVAL);
    const error = mm.space.remove(to, to + newPages);
    if (error < 0) return failedArea(error);
  }
  if (oldPages > newPages) {
    const error = mm.space.remove(at + newPages, at + oldPages);
    if (error < 0) return failedArea(error);
    oldPages = newPages;
  }
  if (oldPages > vma.end - at || (newPages > oldPages && vma.flags & VM.SPECIAL))
    return failedArea(ERRNO.EFAULT);
  return move(mm, vma, { at, oldPages, newPages, call }, place);
}

interface Move {
  readonly at: number;
  readonly oldPages: number;
  readonly newPages: number;
  readonly call: MremapCall;
}

/** move_vma(): finds a place, copies the VMA there, takes the old range away. */
function move(mm: Mm, vma: Vma, { at, oldPages, newPages, call }: Move, place: Place): Area {
  if (mm.space.mapCount >= mm.space.maxMapCount - 3) return failedArea(ERRNO.ENOMEM);
  const backing = backingOf(mm, vma.file);
  const pgoff = vma.pgoff + (at - vma.start);
  const area = place(mm, {
    hasFile: vma.file !== 0,
    hook: backing.hook,
    shared: (vma.flags & VM.SHARED) !== 0,
    shmemHuge: backing.shmemHuge,
    hintPages: call.fixedBytes === undefined ? 0 : call.fixedBytes / mm.machine.pageBytes,
    lengthPages: newPages,
    pgoff,
    fixed: call.fixedBytes !== undefined,
    in32bit: false,
    hugetlbPages: backing.hugetlbPages,
  });
  if (area.page < 0) return area;
  const flags = vma.flags & ~VM.GROWSDOWN;
  const moved = {
    flags: vma.flags,
    file: vma.file,
    pgoff: vma.file === 0 ? area.page : pgoff,
    owner: call.owner,
  };
  mm.space.add(area.page, area.page + newPages, { ...moved, flags: call.dontUnmap ? flags : vma.flags });
  if (!call.dontUnmap) mm.space.remove(at, at + oldPages);
  return area;
}
