import { describe, expect, it } from 'vitest';
import { openBacking } from '../../src/mm/backing.ts';
import type { Mm } from '../../src/mm/mm.ts';
import { mprotect } from '../../src/mm/mprotect.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, PAGE, ranges } from './process.ts';

/** do_mprotect_pkey() and mprotect_fixup() of mm/mprotect.c. */
const AT = 1000;
const { READ, WRITE, EXEC, ACCOUNT } = VM;

function withVma(flags: number, { file = 0, pages = 10 } = {}, mm = empty()): Mm {
  mm.space.place(AT, AT + pages, { flags, file, pgoff: AT, owner: 0 });
  return mm;
}
const flagsAfter = (flags: number, prot: number, file = 0, key?: number) => {
  const mm = withVma(flags, { file });
  expect(mprotect(mm, AT * PAGE, 10 * PAGE, prot, key)).toBe(0);
  return ranges(mm)[0]![2];
};

describe('the range', () => {
  it('is split off at both ends, its length rounded up', () => {
    const mm = withVma(READ | WRITE | ACCOUNT);
    expect(mprotect(mm, (AT + 2) * PAGE, PAGE + 1, READ | WRITE | EXEC)).toBe(0);
    const kept = READ | WRITE | ACCOUNT;
    expect(ranges(mm)).toEqual([
      [AT, AT + 2, kept],
      [AT + 2, AT + 4, kept | EXEC],
      [AT + 4, AT + 10, kept],
    ]);
  });

  it('begins at a page: EINVAL', () => {
    const mm = withVma(READ);
    expect(mprotect(mm, AT * PAGE + 1, PAGE, 0)).toBe(-22);
    expect(ranges(mm)).toEqual([[AT, AT + 10, READ]]);
  });

  it('ends with ENOMEM at a hole, with what lies below it changed', () => {
    const mm = withVma(READ);
    mm.space.place(AT + 12, AT + 14, { flags: READ, file: 0, pgoff: AT, owner: 0 });
    expect(mprotect(mm, AT * PAGE, 14 * PAGE, EXEC)).toBe(-12);
    expect(ranges(mm)).toEqual([
      [AT, AT + 10, EXEC],
      [AT + 12, AT + 14, READ],
    ]);
    expect(mprotect(mm, (AT + 10) * PAGE, PAGE, EXEC)).toBe(-12);
    expect(mprotect(mm, (AT + 10) * PAGE, 0, EXEC)).toBe(0);
  });

  it('may span several VMAs', () => {
    const mm = withVma(READ);
    mm.space.place(AT + 10, AT + 14, { flags: EXEC, file: 3, pgoff: 0, owner: 0 });
    expect(mprotect(mm, (AT + 8) * PAGE, 4 * PAGE, 0)).toBe(0);
    expect(ranges(mm)).toEqual([
      [AT, AT + 8, READ],
      [AT + 8, AT + 10, 0],
      [AT + 10, AT + 12, 0],
      [AT + 12, AT + 14, EXEC],
    ]);
  });

  it('fails where a split would pass max_map_count', () => {
    const mm = withVma(READ, {}, empty({ maxMapCount: 1 }));
    expect(mprotect(mm, AT * PAGE, PAGE, EXEC)).toBe(-12);
    expect(ranges(mm)).toEqual([[AT, AT + 10, READ]]);
  });

  it('is not made writable where the file forbids it: EACCES', () => {
    const mm = withVma(READ | VM.NEVER_WRITE, { file: 1 });
    expect(mprotect(mm, AT * PAGE, PAGE, READ | WRITE)).toBe(-13);
    expect(mprotect(mm, AT * PAGE, 10 * PAGE, EXEC)).toBe(0);
    expect(ranges(mm)).toEqual([[AT, AT + 10, EXEC | VM.NEVER_WRITE]]);
    expect(mprotect(withVma(READ, { file: 1 }), AT * PAGE, PAGE, READ | WRITE)).toBe(0);
  });
});

describe('accounting', () => {
  it.each([
    [READ, READ | WRITE, READ | WRITE | ACCOUNT],
    [0, READ | WRITE, READ | WRITE | ACCOUNT],
    [READ | VM.SHARED, READ | WRITE, READ | WRITE | VM.SHARED],
    [READ | VM.NORESERVE, READ | WRITE, READ | WRITE | VM.NORESERVE],
    [READ | VM.HUGETLB, READ | WRITE, READ | WRITE | VM.HUGETLB],
    [READ | WRITE, READ | WRITE | EXEC, READ | WRITE | EXEC],
    [READ | ACCOUNT, READ | WRITE, READ | WRITE | ACCOUNT],
    [READ, READ | EXEC, READ | EXEC],
    [READ | VM.GROWSDOWN, EXEC, EXEC | VM.GROWSDOWN],
  ])('anonymous memory with flags %i, made %i, has %i', (flags, prot, wanted) => {
    expect(flagsAfter(flags, prot)).toBe(wanted);
  });

  it('ends for untouched anonymous memory that ceases to be writable', () => {
    expect(flagsAfter(READ | WRITE | ACCOUNT, READ)).toBe(READ);
    expect(flagsAfter(READ | ACCOUNT, READ)).toBe(READ | ACCOUNT);
    expect(flagsAfter(READ | WRITE | ACCOUNT, READ, 1)).toBe(READ | ACCOUNT);
    expect(flagsAfter(READ | WRITE, READ)).toBe(READ);
  });

  it('treats a private mapping of /dev/zero as anonymous, a shared one as a file', () => {
    const mm = empty();
    const zero = {
      hook: 'none',
      shmemHuge: false,
      hugetlbPages: 0,
      special: false,
      label: '/dev/zero',
    } as const;
    const { file } = openBacking(mm, zero);
    withVma(READ | WRITE | ACCOUNT, { file }, mm);
    mprotect(mm, AT * PAGE, 10 * PAGE, READ);
    expect(ranges(mm)[0]![2]).toBe(READ);
    const shared = empty();
    openBacking(shared, zero);
    withVma(READ | WRITE | ACCOUNT | VM.SHARED, { file }, shared);
    mprotect(shared, AT * PAGE, 10 * PAGE, READ);
    expect(ranges(shared)[0]![2]).toBe(READ | ACCOUNT | VM.SHARED);
  });
});

describe('pkey_mprotect', () => {
  it('replaces the key, and nothing without one', () => {
    expect(flagsAfter(READ | (VM.PKEY * 5), READ, 0, 2)).toBe(READ | (VM.PKEY * 2));
    expect(flagsAfter(READ | (VM.PKEY * 5), EXEC, 0, 0)).toBe(EXEC);
    expect(flagsAfter(READ | (VM.PKEY * 5), EXEC)).toBe(EXEC | (VM.PKEY * 5));
    expect(flagsAfter(READ | (VM.PKEY * 15), EXEC, 0, 15)).toBe(EXEC | (VM.PKEY * 15));
  });
});
