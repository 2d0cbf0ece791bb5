import { describe, expect, it } from 'vitest';
import { type Backing, openBacking, sharedAnonymous } from '../../src/mm/backing.ts';
import type { Mm } from '../../src/mm/mm.ts';
import { mmap, vmFlags } from '../../src/mm/mmap.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, mmapCall, occupy, PAGE, ranges, X86 } from './process.ts';

/** do_mmap() and mmap_region(): what is refused, what the VMA carries. */
const HINT = 0x7000_0000;
const FILE = { hook: 'none', shmemHuge: false, hugetlbPages: 0, special: false, label: 'f' } as const;
const open = (mm: Mm, more: Partial<Omit<Backing, 'file'>> = {}) => openBacking(mm, { ...FILE, ...more });

describe('arguments', () => {
  it('refuses no length: EINVAL', () => {
    expect(mmap(empty(), mmapCall(0)).page).toBe(-22);
    expect(mmap(empty(), mmapCall(-1)).page).toBe(-22);
    expect(mmap(empty(), mmapCall(0)).area).toMatchObject({ page: -22, via: 'none', form: 'none' });
  });

  it('rounds the length up to pages, for hugetlb to huge pages', () => {
    expect(mmap(empty(), mmapCall(0, { lengthBytes: 1 })).lengthPages).toBe(1);
    expect(mmap(empty(), mmapCall(0, { lengthBytes: PAGE + 1 })).lengthPages).toBe(2);
    const mm = empty();
    const backing = open(mm, { hook: 'hugetlb', hugetlbPages: 512 });
    expect(mmap(mm, mmapCall(513, { backing })).lengthPages).toBe(1024);
  });

  it('refuses MAP_FIXED inside a page, rounds hints down and raises them to mmap_min_addr', () => {
    const at = (hintBytes: number, fixed: 'no' | 'fixed' | 'noreplace' = 'no') =>
      mmap(empty(), mmapCall(2, { hintBytes, fixed })).page;
    expect(at(HINT * PAGE + 1, 'fixed')).toBe(-22);
    expect(at(HINT * PAGE + 1, 'noreplace')).toBe(-22);
    expect(at(HINT * PAGE + 4095)).toBe(HINT);
    expect(at(5 * PAGE)).toBe(16);
    expect(at(16 * PAGE)).toBe(16);
    expect(at(17 * PAGE)).toBe(17);
    expect(at(4095)).toBe(X86.base - 2);
    expect(at(0)).toBe(X86.base - 2);
  });

  it('refuses MAP_FIXED below mmap_min_addr with EPERM', () => {
    const at = (page: number) => mmap(empty(), mmapCall(2, { hintBytes: page * PAGE, fixed: 'fixed' })).page;
    expect(at(15)).toBe(-1);
    expect(at(16)).toBe(16);
    expect(at(0)).toBe(-1);
  });

  it('refuses an address whose end passes TASK_SIZE, whoever chose it', () => {
    const place = (page: number) => () =>
      ({ page, via: 'hint', gapStart: 0, gapEnd: 0, alignPages: 1, form: 'hint' }) as const;
    expect(mmap(empty(), mmapCall(2), place(X86.taskSize - 1)).page).toBe(-12);
    expect(mmap(empty(), mmapCall(2), place(X86.taskSize - 2)).page).toBe(X86.taskSize - 2);
  });

  it('answers the error of the search', () => {
    const mm = occupy(empty(), [16, X86.taskSize]);
    expect(mmap(mm, mmapCall(2))).toMatchObject({ page: -12, lengthPages: 2 });
  });
});

describe('MAP_FIXED', () => {
  it('replaces what was there; MAP_FIXED_NOREPLACE answers EEXIST', () => {
    const mm = occupy(empty(), [HINT, HINT + 4]);
    const at = { hintBytes: (HINT + 1) * PAGE };
    expect(mmap(mm, mmapCall(2, { ...at, fixed: 'noreplace' })).page).toBe(-17);
    expect(ranges(mm)).toEqual([[HINT, HINT + 4, VM.READ]]);
    expect(mmap(mm, mmapCall(2, { ...at, fixed: 'fixed' })).page).toBe(HINT + 1);
    expect(ranges(mm).map(([start, end]) => [start, end])).toEqual([
      [HINT, HINT + 1],
      [HINT + 1, HINT + 3],
      [HINT + 3, HINT + 4],
    ]);
    const free = { hintBytes: (HINT + 4) * PAGE, fixed: 'noreplace' } as const;
    expect(mmap(mm, mmapCall(2, free)).page).toBe(HINT + 4);
  });

  it('fails where it would have to split beyond max_map_count', () => {
    const mm = occupy(empty({ maxMapCount: 1 }), [HINT, HINT + 4]);
    expect(mmap(mm, mmapCall(2, { hintBytes: (HINT + 1) * PAGE, fixed: 'fixed' })).page).toBe(-12);
    expect(mmap(mm, mmapCall(4, { hintBytes: HINT * PAGE, fixed: 'fixed' })).page).toBe(HINT);
  });

  it('needs room for one VMA more than max_map_count: the kernel tests before it merges', () => {
    const mm = occupy(empty({ maxMapCount: 2 }), [20, 21], [30, 31]);
    expect(mmap(mm, mmapCall(1)).page).toBe(X86.base - 1);
    expect(mmap(mm, mmapCall(1)).page).toBe(-12);
  });
});

describe('the VMA', () => {
  const READ_WRITE = VM.READ | VM.WRITE;
  const only = (mm: Mm) => {
    const [vma] = [...mm.space.vmas()];
    return vma!;
  };

  it('of anonymous memory: no file, pgoff its own page, accounted', () => {
    const mm = empty();
    mmap(mm, mmapCall(3, { pgoff: 9, owner: 7 }));
    const start = X86.base - 3;
    const flags = READ_WRITE | VM.ACCOUNT;
    expect(only(mm)).toEqual({ start, end: X86.base, flags, file: 0, pgoff: start, owner: 7 });
  });

  it('of shared anonymous memory: a file of its own each time, from offset 0', () => {
    const mm = empty();
    mmap(mm, mmapCall(3, { shared: true, pgoff: 9 }));
    mmap(mm, mmapCall(3, { shared: true, pgoff: 9 }));
    const files = [...mm.space.vmas()].map(({ file, pgoff, flags }) => [file, pgoff, flags]);
    expect(files).toEqual([
      [2, 0, READ_WRITE | VM.SHARED],
      [1, 0, READ_WRITE | VM.SHARED],
    ]);
    expect(mm.backings.get(1)).toMatchObject({
      hook: 'shmem',
      label: '/dev/zero',
      special: false,
      hugetlbPages: 0,
    });
  });

  it('of a file: its number and its offset', () => {
    const mm = empty();
    const backing = open(mm);
    mmap(mm, mmapCall(3, { backing, pgoff: 9, shared: true }));
    expect(only(mm)).toMatchObject({ file: 1, pgoff: 9 });
  });

  it.each([
    [{}, READ_WRITE | VM.ACCOUNT],
    [{ prot: VM.READ }, VM.READ],
    [{ prot: VM.WRITE }, VM.WRITE | VM.ACCOUNT],
    [{ shared: true }, READ_WRITE | VM.SHARED],
    [{ growsdown: true }, READ_WRITE | VM.GROWSDOWN | VM.ACCOUNT],
    [{ nohugepage: true }, READ_WRITE | VM.NOHUGEPAGE | VM.ACCOUNT],
    [{ noreserve: true }, READ_WRITE | VM.NORESERVE],
  ])('carries what %o asks for', (more, flags) => {
    expect(vmFlags(mmapCall(1, more), { ...FILE, file: 0 })).toBe(flags);
  });

  it.each([
    [{ special: true }, READ_WRITE | VM.SPECIAL | VM.ACCOUNT],
    [{ hugetlbPages: 512 }, READ_WRITE | VM.SPECIAL | VM.HUGETLB],
    [{ hugetlbPages: 1 }, READ_WRITE | VM.SPECIAL | VM.HUGETLB],
    [{ closes: true }, READ_WRITE | VM.CLOSES | VM.ACCOUNT],
  ])('carries what the file is: %o', (more, flags) => {
    expect(vmFlags(mmapCall(1), { ...FILE, file: 1, ...more })).toBe(flags);
  });
});

describe('what a file tells the search', () => {
  const asked = (mm: Mm, more: Parameters<typeof mmapCall>[1]) => {
    let seen: unknown;
    mmap(mm, mmapCall(4, more), (_, request) => {
      seen = request;
      return { page: -12, via: 'none', gapStart: 0, gapEnd: 0, alignPages: 1, form: 'none' };
    });
    return seen;
  };

  it('is the hook, huge= of its mount, and its huge page', () => {
    const mm = empty();
    const backing = open(mm, { hook: 'shmem', shmemHuge: true });
    expect(asked(mm, { backing, pgoff: 3, shared: true })).toEqual({
      hasFile: true,
      hook: 'shmem',
      shared: true,
      shmemHuge: true,
      hintPages: 0,
      lengthPages: 4,
      pgoff: 3,
      fixed: false,
      in32bit: false,
      hugetlbPages: 0,
    });
    const huge = open(mm, { hook: 'hugetlb', hugetlbPages: 512 });
    expect(asked(mm, { backing: huge })).toMatchObject({
      hook: 'hugetlb',
      hugetlbPages: 512,
      lengthPages: 512,
    });
  });

  it('is nothing for anonymous memory', () => {
    const more = { in32bit: true, fixed: 'noreplace', hintBytes: 99 * PAGE } as const;
    expect(asked(empty(), more)).toMatchObject({
      hasFile: false,
      hook: 'none',
      shmemHuge: false,
      in32bit: true,
      fixed: true,
      hintPages: 99,
      hugetlbPages: 0,
    });
  });
});

it('counts searches from nothing for every call', () => {
  const mm = empty();
  mmap(mm, mmapCall(512));
  expect(mm.searches.length).toBe(1);
  mmap(mm, mmapCall(3));
  expect([mm.searchCount, mm.searches.length]).toEqual([1, 0]);
});

it.each([
  ['always', true],
  ['within_size', true],
  ['never', false],
  ['deny', false],
  ['force', true],
] as const)(
  'the shmem object of shared anonymous memory, shmem_enabled %s: huge %s',
  (shmemEnabled, huge) => {
    expect(sharedAnonymous(empty({ thp: { shmemEnabled } })).shmemHuge).toBe(huge);
  },
);
