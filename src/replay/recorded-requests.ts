import type { LoggedCallOf } from '../import/strace.ts';
import type { Machine } from '../machine/machine.ts';
import type { Backing } from '../mm/backing.ts';
import type { MmapCall } from '../mm/mmap.ts';
import type { MremapCall } from '../mm/mremap.ts';
import { VM } from '../mm/vma.ts';
import type { Segment } from './recorded-files.ts';

/** A logged mmap as the model takes it. */
export function mmapRequest(
  call: LoggedCallOf<'mmap'>,
  { pageBytes, kernel }: Machine,
  backing: Backing | undefined,
): MmapCall {
  const has = (flag: string) => call.flags.includes(flag);
  return {
    hintBytes: call.at,
    lengthBytes: call.length,
    pgoff: call.offset / pageBytes,
    fixed: has('MAP_FIXED_NOREPLACE') ? 'noreplace' : has('MAP_FIXED') ? 'fixed' : 'no',
    in32bit: has('MAP_32BIT'),
    growsdown: has('MAP_GROWSDOWN'),
    shared: has('MAP_SHARED') || has('MAP_SHARED_VALIDATE'),
    noreserve: has('MAP_NORESERVE'),
    nohugepage: has('MAP_STACK') && kernel.switches.efa7df3e3bb5,
    prot: protection(call.prot),
    backing,
    owner: call.line,
  };
}

/** A logged mremap as the model takes it. */
export function mremapRequest(call: LoggedCallOf<'mremap'>): MremapCall {
  const has = (flag: string) => call.flags.includes(flag);
  const fixedBytes = has('MREMAP_FIXED') ? call.fixedAt : undefined;
  return {
    atBytes: call.at,
    oldLengthBytes: call.oldLength,
    newLengthBytes: call.newLength,
    mayMove: has('MREMAP_MAYMOVE'),
    ...(fixedBytes === undefined ? {} : { fixedBytes }),
    hintBytes: call.fixedAt ?? 0,
    dontUnmap: has('MREMAP_DONTUNMAP'),
    owner: call.line,
  };
}

/** do_shmat() of ipc/shm.c as an mmap: shared, whole, at the address given or where the kernel likes. */
export function shmatRequest(
  call: LoggedCallOf<'shmat'>,
  segment: Segment,
  { pageBytes }: Machine,
  backing: Backing,
): MmapCall {
  const has = (flag: string) => call.flags.includes(flag);
  const write = has('SHM_RDONLY') ? 0 : VM.WRITE;
  return {
    hintBytes: has('SHM_RND') ? Math.floor(call.at / pageBytes) * pageBytes : call.at,
    lengthBytes: segment.length,
    pgoff: 0,
    fixed: call.at === 0 ? 'no' : 'fixed',
    in32bit: false,
    growsdown: false,
    shared: true,
    noreserve: false,
    nohugepage: false,
    prot: VM.READ | write | (has('SHM_EXEC') ? VM.EXEC : 0),
    backing,
    owner: call.line,
  };
}

/** PROT_* words as VM flags. */
export function protection(words: readonly string[]): number {
  let flags = 0;
  if (words.includes('PROT_READ')) flags |= VM.READ;
  if (words.includes('PROT_WRITE')) flags |= VM.WRITE;
  if (words.includes('PROT_EXEC')) flags |= VM.EXEC;
  return flags;
}
