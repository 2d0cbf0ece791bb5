import { type Area, failedArea } from './area-request.ts';
import { backingOf, isAnonymous } from './backing.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import type { Place } from './mmap.ts';
import type { MremapCall } from './mremap.ts';
import { ERRNO, VM, type Vma } from './vma.ts';

/** Part of a VMA on its way elsewhere. Pages. */
export interface Move {
  readonly vma: Vma;
  readonly at: number;
  readonly oldPages: number;
  readonly newPages: number;
  readonly call: MremapCall;
}

/** Whether the old range ends with its VMA, and the VMA may grow as far as is asked (`vma_to_resize`, `check_prep_vma`). */
function canResize({ vma, at, oldPages, newPages }: Move): boolean {
  return oldPages <= vma.end - at && (newPages === oldPages || (vma.flags & VM.SPECIAL) === 0);
}

/** Whether the kernel looks at all arguments and the old range before it takes the target away: since 6.17. */
export function checksEarly({ machine }: Mm): boolean {
  return machine.kernel.switches['mremap-6.17'];
}

/** mremap_to() of mm/mremap.c: MREMAP_FIXED and MREMAP_DONTUNMAP, at a target that has been checked. */
export function moveTo(mm: Mm, move: Move, place: Place): Area {
  const { call, at, oldPages, newPages } = move;
  if (checksEarly(mm) && !canResize(shrunk(move))) return failedArea(ERRNO.EFAULT);
  if (call.fixedBytes !== undefined) {
    const to = call.fixedBytes / mm.machine.pageBytes;
    const error = mm.space.remove(to, to + newPages);
    if (error < 0) return failedArea(error);
  }
  if (oldPages > newPages) {
    const error = mm.space.remove(at + newPages, at + oldPages);
    if (error < 0) return failedArea(error);
  }
  const entry = mm.space.lookup(at);
  if (entry === NO_ENTRY) return failedArea(ERRNO.EFAULT);
  const rest = { ...shrunk(move), vma: mm.space.vma(entry) };
  return canResize(rest) ? moveVma(mm, rest, place) : failedArea(ERRNO.EFAULT);
}

function shrunk(move: Move): Move {
  return move.oldPages > move.newPages ? { ...move, oldPages: move.newPages } : move;
}

/** move_vma(): finds a place, copies the VMA there, takes the old range away unless MREMAP_DONTUNMAP keeps it. */
export function moveVma(mm: Mm, { vma, at, oldPages, newPages, call }: Move, place: Place): Area {
  if (mm.space.mapCount >= mm.space.maxMapCount - 3) return failedArea(ERRNO.ENOMEM);
  const backing = backingOf(mm, vma.file);
  const pgoff = vma.pgoff + (at - vma.start);
  const area = place(mm, {
    hasFile: vma.file !== 0,
    hook: backing.movedHook ?? backing.hook,
    shared: (vma.flags & VM.SHARED) !== 0,
    shmemHuge: backing.shmemHuge,
    hintPages: (call.fixedBytes ?? (call.dontUnmap ? call.hintBytes : 0) ?? 0) / mm.machine.pageBytes,
    lengthPages: newPages,
    pgoff,
    fixed: call.fixedBytes !== undefined,
    in32bit: false,
    hugetlbPages: backing.hugetlbPages,
  });
  if (area.page < 0) return area;
  mm.space.add(area.page, area.page + newPages, {
    flags: vma.flags,
    file: vma.file,
    pgoff: isAnonymous(vma, backing.label) ? area.page : pgoff,
    owner: call.owner,
  });
  if (!call.dontUnmap) mm.space.remove(at, at + oldPages);
  return area;
}
