import { describe, expect, it } from 'vitest';
import { brk } from '../../src/mm/brk.ts';
import type { Mm } from '../../src/mm/mm.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, occupy, PAGE, ranges, X86 } from './process.ts';

/** brk(2): kernel-facts 2.11. */
const START = 1000;
const HEAP = VM.READ | VM.WRITE | VM.ACCOUNT;

function heap(pages: number, settings = {}): Mm {
  const mm = empty(settings);
  mm.startBrk = START;
  mm.brk = START;
  if (pages > 0) brk(mm, (START + pages) * PAGE);
  return mm;
}

describe('brk', () => {
  it('makes the heap, and grows it in place as one VMA', () => {
    const mm = heap(3);
    expect([...mm.space.vmas()]).toEqual([
      { start: START, end: START + 3, flags: HEAP, file: 0, pgoff: START, owner: -1 },
    ]);
    expect(brk(mm, (START + 5) * PAGE)).toBe((START + 5) * PAGE);
    expect(ranges(mm)).toEqual([[START, START + 5, HEAP]]);
  });

  it('keeps the break to the byte, and maps whole pages', () => {
    const mm = heap(0);
    expect(brk(mm, START * PAGE + 1)).toBe(START * PAGE + 1);
    expect(brk(mm, START * PAGE + 9)).toBe(START * PAGE + 9);
    expect(ranges(mm)).toEqual([[START, START + 1, HEAP]]);
    expect(brk(mm, 0)).toBe(START * PAGE + 9);
    expect(brk(mm, (START + 2) * PAGE)).toBe((START + 2) * PAGE);
    expect(ranges(mm)).toEqual([[START, START + 2, HEAP]]);
  });

  it('shrinks down to its start and not below', () => {
    const mm = heap(5);
    expect(brk(mm, (START + 2) * PAGE)).toBe((START + 2) * PAGE);
    expect(ranges(mm)).toEqual([[START, START + 2, HEAP]]);
    expect(brk(mm, START * PAGE - 1)).toBe((START + 2) * PAGE);
    expect(brk(mm, START * PAGE)).toBe(START * PAGE);
    expect(ranges(mm)).toEqual([]);
    expect(brk(mm, 0)).toBe(START * PAGE);
  });

  it('leaves one page and the guard gap of a stack to the next VMA', () => {
    const near = occupy(heap(1), [START + 5, START + 6]);
    expect(brk(near, (START + 5) * PAGE)).toBe((START + 1) * PAGE);
    expect(brk(near, (START + 4) * PAGE)).toBe((START + 4) * PAGE);
    const stack = occupy(heap(1), [START + 300, START + 301, VM.GROWSDOWN]);
    expect(brk(stack, (START + 44) * PAGE)).toBe((START + 1) * PAGE);
    expect(brk(stack, (START + 43) * PAGE)).toBe((START + 43) * PAGE);
  });

  it('fails past max_map_count and TASK_SIZE', () => {
    const few = occupy(heap(1, { maxMapCount: 2 }), [1, 2]);
    expect(brk(few, (START + 2) * PAGE)).toBe((START + 2) * PAGE);
    occupy(few, [3, 4]);
    expect(brk(few, (START + 3) * PAGE)).toBe((START + 2) * PAGE);
    const mm = heap(1);
    expect(brk(mm, (X86.taskSize + 1) * PAGE)).toBe((START + 1) * PAGE);
    expect(brk(mm, X86.taskSize * PAGE)).toBe(X86.taskSize * PAGE);
  });

  it('stays where it is if the heap cannot be cut', () => {
    const mm = heap(0, { maxMapCount: 1 });
    mm.brk = START + 4;
    mm.space.place(START, START + 6, { flags: HEAP, file: 0, pgoff: START, owner: 0 });
    expect(brk(mm, (START + 2) * PAGE)).toBe((START + 4) * PAGE);
    expect(ranges(mm)).toEqual([[START, START + 6, HEAP]]);
  });

  it.each([
    ['other flags', { flags: HEAP | VM.EXEC }],
    ['a file', { file: 1 }],
  ])('does not join a VMA with %s', (_, more) => {
    const mm = heap(0);
    mm.brk = START + 2;
    mm.space.place(START, START + 2, { flags: HEAP, file: 0, pgoff: START, owner: 0, ...more });
    brk(mm, (START + 4) * PAGE);
    expect(ranges(mm).map(([start, end]) => [start, end])).toEqual([
      [START, START + 2],
      [START + 2, START + 4],
    ]);
  });

  it('does not join what ends where the heap begins, such as the bss', () => {
    const mm = heap(0);
    mm.space.place(START - 2, START, { flags: HEAP, file: 0, pgoff: START - 2, owner: 0 });
    brk(mm, (START + 2) * PAGE);
    expect(ranges(mm)).toEqual([
      [START - 2, START, HEAP],
      [START, START + 2, HEAP],
    ]);
  });

  it('begins a new VMA above a hole in the heap', () => {
    const mm = heap(5);
    mm.space.remove(START + 3, START + 5);
    brk(mm, (START + 7) * PAGE);
    expect(ranges(mm)).toEqual([
      [START, START + 3, HEAP],
      [START + 5, START + 7, HEAP],
    ]);
  });
});
