import { buildMachine } from '../../src/machine/machine.ts';
import type { MachineSettings } from '../../src/machine/settings.ts';
import type { AreaRequest } from '../../src/mm/area-request.ts';
import { createMm, type Mm } from '../../src/mm/mm.ts';
import type { MmapCall } from '../../src/mm/mmap.ts';
import { VM } from '../../src/mm/vma.ts';

/** 4 KiB pages everywhere: page numbers below are addresses divided by it. */
export const PAGE = 4096;

/** mmap_base, TASK_SIZE and mmap_legacy_base of x86-64 with an 8M stack and no randomisation (kernel-facts 2.7). */
export const X86 = { base: 0x7fff_f7ff_f, taskSize: 0x7fff_ffff_f, legacyBase: 0x2aaa_aaaa_b } as const;

/** The same of arm64 with 4K pages and 48 bits. */
export const ARM64 = { base: 0xffff_f800_0, taskSize: 0x1_0000_0000_0, legacyBase: 0x4000_0000_0 } as const;

/** An empty process; x86-64 with Linux 6.18 where nothing else is said. */
export function empty(settings: Partial<MachineSettings> = {}): Mm {
  return createMm(buildMachine({ arch: 'x86_64', ...settings }).machine!);
}

/** A request for `lengthPages` of a file without a hook; pages. */
export function request(lengthPages: number, more: Partial<AreaRequest> = {}): AreaRequest {
  return {
    hasFile: true,
    hook: 'none',
    shared: true,
    shmemHuge: false,
    hintPages: 0,
    lengthPages,
    pgoff: 0,
    fixed: false,
    in32bit: false,
    hugetlbPages: 0,
    ...more,
  };
}

/** mmap(NULL, pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS). */
export function mmapCall(pages: number, more: Partial<MmapCall> = {}): MmapCall {
  return {
    hintBytes: 0,
    lengthBytes: pages * PAGE,
    pgoff: 0,
    fixed: 'no',
    in32bit: false,
    growsdown: false,
    shared: false,
    noreserve: false,
    nohugepage: false,
    prot: VM.READ | VM.WRITE,
    backing: undefined,
    owner: 0,
    ...more,
  };
}

/** Puts VMAs there as they stand: [start, end) in pages, and flags. */
export function occupy(mm: Mm, ...ranges: (readonly [start: number, end: number, flags?: number])[]): Mm {
  for (const [start, end, flags = VM.READ] of ranges)
    mm.space.place(start, end, { flags, file: 1, pgoff: 0, owner: 0 });
  return mm;
}

/** Every VMA as `[start, end, flags]`. */
export function ranges(mm: Mm): [number, number, number][] {
  return [...mm.space.vmas()].map(({ start, end, flags }) => [start, end, flags]);
}
