import { alignUp } from '../machine/bytes.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import { ERRNO, VM } from './vma.ts';

/** The advices that change vm_flags, and so split and merge VMAs: flags to set and to clear (mm/madvise.c). */
const ADVICES: Readonly<Record<string, readonly [number, number]>> = {
  MADV_NORMAL: [0, VM.RAND_READ | VM.SEQ_READ],
  MADV_SEQUENTIAL: [VM.SEQ_READ, VM.RAND_READ],
  MADV_RANDOM: [VM.RAND_READ, VM.SEQ_READ],
  MADV_DONTFORK: [VM.DONTFORK, 0],
  MADV_DOFORK: [0, VM.DONTFORK],
  MADV_WIPEONFORK: [VM.WIPEONFORK, 0],
  MADV_KEEPONFORK: [0, VM.WIPEONFORK],
  MADV_DONTDUMP: [VM.DONTDUMP, 0],
  MADV_DODUMP: [0, VM.DONTDUMP],
  MADV_MERGEABLE: [VM.MERGEABLE, 0],
  MADV_UNMERGEABLE: [0, VM.MERGEABLE],
  MADV_HUGEPAGE: [VM.HUGEPAGE, VM.NOHUGEPAGE],
  MADV_NOHUGEPAGE: [VM.NOHUGEPAGE, VM.HUGEPAGE],
};

/**
 * madvise(2), as far as it changes VMAs: other advices do nothing here. Bytes.
 * @returns 0 or a negative errno. Holes are passed over and answered with ENOMEM at the end, as in the kernel.
 */
export function madvise(mm: Mm, atBytes: number, lengthBytes: number, advice: string): number {
  const change = ADVICES[advice];
  const page = mm.machine.pageBytes;
  const end = (atBytes + alignUp(lengthBytes, page)) / page;
  let at = atBytes / page;
  if (!Number.isInteger(at)) return ERRNO.EINVAL;
  if (!change) return 0;
  let answer = 0;
  while (at < end) {
    const entry = mm.space.index.findEndingAfter(at);
    if (entry === NO_ENTRY || mm.space.index.start(entry) >= end) return ERRNO.ENOMEM;
    if (mm.space.index.start(entry) > at) answer = ERRNO.ENOMEM;
    const start = Math.max(at, mm.space.index.start(entry));
    const stop = Math.min(end, mm.space.index.end(entry));
    const error = mm.space.changeFlags(start, stop, (mm.space.flags(entry) & ~change[1]) | change[0]);
    if (error < 0) return error;
    at = stop;
  }
  return answer;
}
