import { alignUp } from '../machine/bytes.ts';
import { backingOf, isAnonymous } from './backing.ts';
import { type Entry, NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import { ERRNO, PROT_MASK, VM } from './vma.ts';

/**
 * mprotect(2), or pkey_mprotect(2) with `key`. Bytes; `prot` is a sum of VM.READ, VM.WRITE, VM.EXEC.
 * @returns 0 or a negative errno. What lies below a hole has changed by then, as in the kernel.
 */
export function mprotect(mm: Mm, atBytes: number, lengthBytes: number, prot: number, key?: number): number {
  const { space } = mm;
  const page = mm.machine.pageBytes;
  const end = (atBytes + alignUp(lengthBytes, page)) / page;
  let at = atBytes / page;
  if (!Number.isInteger(at)) return ERRNO.EINVAL;
  while (at < end) {
    const entry = space.lookup(at);
    if (entry === NO_ENTRY) return ERRNO.ENOMEM;
    if (prot & VM.WRITE && space.flags(entry) & VM.NEVER_WRITE) return ERRNO.EACCES;
    const stop = Math.min(end, space.index.end(entry));
    const flags = withKey(space.flags(entry), key);
    const error = space.changeFlags(at, stop, changedFlags(flags, prot, isAnonymousEntry(mm, entry)));
    if (error < 0) return error;
    at = stop;
  }
  return 0;
}

function isAnonymousEntry(mm: Mm, entry: Entry): boolean {
  const file = mm.space.file(entry);
  return file === 0 || isAnonymous({ file, flags: mm.space.flags(entry) }, backingOf(mm, file).label);
}

/** mprotect_fixup(): private memory that becomes writable is accounted; untouched memory that ceases to be is not. */
function changedFlags(flags: number, prot: number, anonymous: boolean): number {
  const changed = (flags & ~PROT_MASK) | prot;
  if (prot & VM.WRITE) {
    const never = VM.ACCOUNT | VM.WRITE | VM.HUGETLB | VM.SHARED | VM.NORESERVE;
    return flags & never ? changed : changed | VM.ACCOUNT;
  }
  return flags & VM.ACCOUNT && anonymous && (flags & PROT_MASK) !== prot ? changed & ~VM.ACCOUNT : changed;
}

function withKey(flags: number, key: number | undefined): number {
  return key === undefined ? flags : (flags & ~(15 * VM.PKEY)) | (key * VM.PKEY);
}
