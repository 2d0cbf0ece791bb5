import { alignUp } from '../machine/bytes.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import { VM } from './vma.ts';

/**
 * brk(2) of mm/mmap.c. Bytes.
 * @returns the break after the call; unchanged where the kernel refuses.
 */
export function brk(mm: Mm, wantedBytes: number): number {
  const page = mm.machine.pageBytes;
  const { space } = mm;
  if (wantedBytes < mm.startBrk * page) return mm.brk * page;
  const wanted = alignUp(wantedBytes, page) / page;
  const old = Math.ceil(mm.brk);
  if (wanted < old) {
    if (space.remove(wanted, old) < 0) return mm.brk * page;
  } else if (wanted > old) {
    const next = space.index.findEndingAfter(old);
    if (next !== NO_ENTRY && wanted + 1 > space.startGap(next)) return mm.brk * page;
    if (space.mapCount > space.maxMapCount || wanted > mm.limits.taskSize) return mm.brk * page;
    grow(mm, old, wanted);
  }
  mm.brk = wantedBytes / page;
  return wantedBytes;
}

/** do_brk_flags(): extends the VMA that ends at the old break where flags agree, else makes one; never joins the next. */
function grow(mm: Mm, old: number, wanted: number): void {
  const { space } = mm;
  const flags = VM.READ | VM.WRITE | VM.ACCOUNT;
  const before = space.index.before(space.index.findEndingAfter(old));
  // vma_prev_limit(): a VMA that ends where the heap begins, such as the bss, is not looked at.
  const heap = before !== NO_ENTRY && space.index.end(before) > mm.startBrk;
  const joins = heap && space.index.end(before) === old && space.flags(before) === flags;
  if (joins && space.file(before) === 0) space.index.setEnd(before, wanted);
  else space.place(old, wanted, { flags, file: 0, pgoff: old, owner: -1 });
}
