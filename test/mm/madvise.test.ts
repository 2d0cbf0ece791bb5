import { describe, expect, it } from 'vitest';
import { madvise } from '../../src/mm/madvise.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, occupy, PAGE, ranges } from './process.ts';

/** madvise_vma_behavior() of mm/madvise.c: the advices that set and clear vm_flags. */
const AT = 1000;
const ALL =
  VM.RAND_READ |
  VM.SEQ_READ |
  VM.DONTFORK |
  VM.WIPEONFORK |
  VM.DONTDUMP |
  VM.MERGEABLE |
  VM.HUGEPAGE |
  VM.NOHUGEPAGE;

describe('advices', () => {
  it.each([
    ['MADV_NORMAL', 0, VM.RAND_READ | VM.SEQ_READ],
    ['MADV_SEQUENTIAL', VM.SEQ_READ, VM.RAND_READ],
    ['MADV_RANDOM', VM.RAND_READ, VM.SEQ_READ],
    ['MADV_DONTFORK', VM.DONTFORK, 0],
    ['MADV_DOFORK', 0, VM.DONTFORK],
    ['MADV_WIPEONFORK', VM.WIPEONFORK, 0],
    ['MADV_KEEPONFORK', 0, VM.WIPEONFORK],
    ['MADV_DONTDUMP', VM.DONTDUMP, 0],
    ['MADV_DODUMP', 0, VM.DONTDUMP],
    ['MADV_MERGEABLE', VM.MERGEABLE, 0],
    ['MADV_UNMERGEABLE', 0, VM.MERGEABLE],
    ['MADV_HUGEPAGE', VM.HUGEPAGE, VM.NOHUGEPAGE],
    ['MADV_NOHUGEPAGE', VM.NOHUGEPAGE, VM.HUGEPAGE],
    ['MADV_DONTNEED', 0, 0],
  ])('%s sets %i and clears %i', (advice, set, clear) => {
    const mm = occupy(empty(), [AT, AT + 4, VM.READ], [AT + 5, AT + 9, VM.READ | ALL]);
    expect(madvise(mm, AT * PAGE, 4 * PAGE, advice)).toBe(0);
    expect(madvise(mm, (AT + 5) * PAGE, 4 * PAGE, advice)).toBe(0);
    expect(ranges(mm)).toEqual([
      [AT, AT + 4, VM.READ | set],
      [AT + 5, AT + 9, VM.READ | (ALL & ~clear)],
    ]);
  });
});

describe('the range', () => {
  it('begins at a page, and ends at one', () => {
    const mm = occupy(empty(), [AT, AT + 4, VM.READ]);
    expect(madvise(mm, AT * PAGE + 1, PAGE, 'MADV_DONTFORK')).toBe(-22);
    expect(madvise(mm, AT * PAGE + 1, PAGE, 'MADV_DONTNEED')).toBe(-22);
    expect(madvise(mm, (AT + 1) * PAGE, PAGE + 1, 'MADV_DONTFORK')).toBe(0);
    expect(ranges(mm)).toEqual([
      [AT, AT + 1, VM.READ],
      [AT + 1, AT + 3, VM.READ | VM.DONTFORK],
      [AT + 3, AT + 4, VM.READ],
    ]);
  });

  it('passes over holes, and answers ENOMEM at the end', () => {
    const mm = occupy(empty(), [AT, AT + 4, VM.READ], [AT + 6, AT + 9, VM.READ]);
    expect(madvise(mm, (AT + 2) * PAGE, 5 * PAGE, 'MADV_DONTFORK')).toBe(-12);
    expect(ranges(mm)).toEqual([
      [AT, AT + 2, VM.READ],
      [AT + 2, AT + 4, VM.READ | VM.DONTFORK],
      [AT + 6, AT + 7, VM.READ | VM.DONTFORK],
      [AT + 7, AT + 9, VM.READ],
    ]);
  });

  it('answers ENOMEM where nothing is mapped up to its end', () => {
    const mm = occupy(empty(), [AT, AT + 4, VM.READ], [AT + 8, AT + 9, VM.READ]);
    expect(madvise(mm, AT * PAGE, 8 * PAGE, 'MADV_DONTFORK')).toBe(-12);
    expect(madvise(mm, (AT + 9) * PAGE, PAGE, 'MADV_DONTFORK')).toBe(-12);
    expect(ranges(mm)[1]).toEqual([AT + 8, AT + 9, VM.READ]);
    expect(madvise(mm, AT * PAGE, 0, 'MADV_DONTFORK')).toBe(0);
    expect(madvise(mm, AT * PAGE, 4 * PAGE, 'MADV_DOFORK')).toBe(0);
  });

  it('fails where a split would pass max_map_count', () => {
    const mm = occupy(empty({ maxMapCount: 1 }), [AT, AT + 4, VM.READ]);
    expect(madvise(mm, AT * PAGE, PAGE, 'MADV_DONTFORK')).toBe(-12);
    expect(ranges(mm)).toEqual([[AT, AT + 4, VM.READ]]);
  });
});
