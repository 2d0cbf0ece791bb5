import { describe, expect, it } from 'vitest';
import { NO_ENTRY } from '../../src/mm/gap-index.ts';
import { VM } from '../../src/mm/vma.ts';
import { anon, file, ranges, space } from './vmas.ts';

/** vma_merge_new_range(): kernel-facts 2.11. */
describe('a new VMA', () => {
  it('joins the one before, the one after, or both', () => {
    const mm = space();
    mm.add(10, 20, file(0));
    mm.add(20, 25, file(10));
    expect(ranges(mm)).toEqual([[10, 25]]);
    mm.add(30, 40, file(20));
    mm.add(28, 30, file(18));
    expect(ranges(mm)).toEqual([
      [10, 25],
      [28, 40],
    ]);
    mm.add(25, 28, file(15));
    expect([...mm.vmas()]).toEqual([{ start: 10, end: 40, ...file(0) }]);
  });

  it('joined to the one after, begins at its own pgoff', () => {
    const mm = space();
    mm.add(30, 40, file(20));
    mm.add(25, 30, file(15));
    expect([...mm.vmas()]).toEqual([{ start: 25, end: 40, ...file(15) }]);
  });

  it.each([
    ['another file', file(10, 2)],
    ['other flags', file(10, 1, VM.READ | VM.EXEC)],
    ['an offset that does not go on', file(11)],
  ])('does not join: %s', (_, attributes) => {
    const after = space();
    after.add(10, 20, file(0));
    after.add(20, 25, attributes);
    expect(ranges(after)).toEqual([
      [10, 20],
      [20, 25],
    ]);
    const before = space();
    before.add(20, 25, { ...attributes, pgoff: attributes.pgoff + 10 });
    before.add(10, 20, file(10));
    expect(ranges(before)).toEqual([
      [10, 20],
      [20, 25],
    ]);
  });

  it('does not join across a hole', () => {
    const mm = space();
    mm.add(10, 20, file(0));
    mm.add(21, 25, file(11));
    mm.add(30, 31, file(20));
    expect(ranges(mm)).toEqual([
      [10, 20],
      [21, 25],
      [30, 31],
    ]);
  });

  it('never joins when VM_SPECIAL', () => {
    const mm = space();
    mm.add(10, 20, file(0, 1, VM.SPECIAL));
    mm.add(20, 25, file(10, 1, VM.SPECIAL));
    expect(mm.mapCount).toBe(2);
  });

  it('with vm_ops->close() joins one neighbour, and deletes none (can_merge_remove_vma)', () => {
    const mm = space();
    mm.add(10, 20, file(0, 1, VM.CLOSES));
    mm.add(30, 40, file(20, 1, VM.CLOSES));
    mm.add(20, 30, file(10, 1, VM.CLOSES));
    expect(ranges(mm)).toEqual([
      [10, 30],
      [30, 40],
    ]);
  });

  it('finds its neighbours whether or not the last search found its gap', () => {
    const mm = space();
    mm.add(10, 20, file(0));
    mm.add(40, 50, file(30));
    expect(mm.index.findLowest(0, 100, 15)).toBe(true);
    mm.add(35, 40, file(25));
    mm.add(60, 70, file(0, 9));
    expect(mm.index.findLowest(0, 100, 15)).toBe(true);
    mm.add(52, 54, file(0, 8));
    expect(ranges(mm)).toEqual([
      [10, 20],
      [35, 50],
      [52, 54],
      [60, 70],
    ]);
  });
});

describe('lookups', () => {
  it('find the VMA of a page and free ranges', () => {
    const mm = space();
    mm.add(10, 20, anon(10));
    expect([9, 20].map((page) => mm.lookup(page))).toEqual([NO_ENTRY, NO_ENTRY]);
    expect([10, 19].map((page) => mm.vma(mm.lookup(page)).start)).toEqual([10, 10]);
    expect([mm.isFree(5, 10), mm.isFree(5, 11), mm.isFree(20, 30), mm.isFree(19, 30)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('count the guard gap of a stack, clamped at 0', () => {
    const mm = space();
    mm.place(100, 110, anon(100, VM.GROWSDOWN));
    mm.place(1000, 1010, anon(1000, VM.GROWSDOWN));
    mm.place(2000, 2010, anon(2000));
    expect([100, 1000, 2000].map((page) => mm.startGap(mm.lookup(page)))).toEqual([0, 1000 - 256, 2000]);
  });
});

it('holds more VMAs than it began with room for, and uses numbers again', () => {
  const mm = space();
  for (let i = 0; i < 700; i++)
    mm.place(i * 4, i * 4 + 2, { flags: i, file: i + 1, pgoff: i * 3, owner: i * 7 });
  for (let i = 0; i < 700; i += 2) mm.remove(i * 4, i * 4 + 2);
  for (let i = 0; i < 700; i += 2)
    mm.place(i * 4, i * 4 + 2, { flags: i, file: i + 1, pgoff: i * 3, owner: i * 7 });
  expect([...mm.vmas()]).toEqual(
    Array.from({ length: 700 }, (_, i) => ({
      start: i * 4,
      end: i * 4 + 2,
      flags: i,
      file: i + 1,
      pgoff: i * 3,
      owner: i * 7,
    })),
  );
});

describe('fork', () => {
  it('copies VMAs, open files and limits; what happens after is its own', () => {
    const mm = space(5);
    mm.openFile();
    mm.add(10, 20, file(3));
    const child = mm.copy();
    expect([...child.vmas()]).toEqual([...mm.vmas()]);
    expect([child.maxMapCount, child.stackGuardPages, child.openFile()]).toEqual([5, 256, 2]);
    child.remove(10, 20);
    expect(ranges(mm)).toEqual([[10, 20]]);
    expect(mm.copy({ maxMapCount: 9 }).maxMapCount).toBe(9);
  });
});

it('tells where every VMA lies, in bytes', () => {
  const mm = space();
  expect(mm.extents(4096)).toEqual([]);
  mm.add(10, 20, file(0));
  mm.add(30, 35, file(0));
  expect(mm.extents(4096)).toEqual([
    { start: 40960, end: 81920 },
    { start: 122880, end: 143360 },
  ]);
});

it('a gap that was found holds what lies inside it, until something changes', () => {
  const { index } = space();
  index.insert(10, 20, 0);
  index.insert(40, 50, 1);
  expect(index.gapHolds(20, 40)).toBe(false);
  index.findLowest(20, 60, 5);
  const held = [
    index.gapHolds(20, 40),
    index.gapHolds(25, 30),
    index.gapHolds(19, 30),
    index.gapHolds(30, 41),
  ];
  expect(held).toEqual([true, true, false, false]);
  index.insert(25, 26, 2);
  expect(index.gapHolds(30, 35)).toBe(false);
});
