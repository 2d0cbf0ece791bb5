import { describe, expect, it } from 'vitest';
import { GapIndex } from '../../src/mm/gap-index.ts';
import { file, space } from './vmas.ts';

/**
 * How many nodes of the tree an operation looks at, counted by hand: a way down looks at one node a level, writing a
 * leaf's first page and largest gap into its ancestors at one a level, as far up as they change.
 */
const GAP = 9;

/** Ranges of one page, each behind a gap of 9 pages or as many as `wide` says; ascending, so leaves hold 16 each. */
function comb(count: number, wide: Readonly<Record<number, number>> = {}) {
  const index = new GapIndex();
  const starts: number[] = [];
  let end = 0;
  for (let i = 0; i < count; i++) {
    const start = end + (wide[i] ?? GAP);
    index.insert(start, start + 1, i);
    starts.push(start);
    end = start + 1;
  }
  const entry = (i: number) => index.findEndingAfter(starts[i]!);
  return { index, starts, end, entry };
}

function visits(index: GapIndex, operation: () => unknown): number {
  const before = index.nodesVisited;
  operation();
  return index.nodesVisited - before;
}

type Comb = ReturnType<typeof comb>;
type Change = (of: Comb) => () => unknown;

/** A page into the middle of the gap before range i. */
const insertBefore =
  (i: number): Change =>
  ({ index, starts }) =>
  () =>
    index.insert(starts[i]! - 5, starts[i]! - 4, 99);
const remove =
  (i: number): Change =>
  ({ index, entry }) => {
    const at = entry(i);
    return () => index.remove(at);
  };
const setStart =
  (i: number, by: number): Change =>
  ({ index, entry, starts }) => {
    const at = entry(i);
    return () => index.setStart(at, starts[i]! + by);
  };
const setEnd =
  (i: number, by: number): Change =>
  ({ index, entry, starts }) => {
    const at = entry(i);
    return () => index.setEnd(at, starts[i]! + 1 + by);
  };

/** Two leaves under a root: ranges 0 to 15, and 16 to 32. Where a leaf has a wide gap, the others do not matter. */
const EVEN = {};
const WIDE = { 3: 50, 20: 50 };

describe('two leaves: what a change looks at', () => {
  it.each<[string, number, number, Change]>([
    // Down two levels; with even gaps the one that shrinks was a largest, so the leaf is counted again: the root too.
    ['a page between two ranges', 3, 2, insertBefore(5)],
    // The gap in front of the next leaf shrinks; the one at the end of this leaf is smaller than its largest.
    ['a page behind the last of a leaf', 3, 2, insertBefore(16)],
    // Counted again for its first page, and once more where the gap behind it was a largest.
    ['a page in front of all', 4, 3, insertBefore(0)],
    ['a range out of the middle', 1, 0, remove(5)],
    // Two gaps become one of 19, in front of the leaf's new first.
    ['the first of a leaf', 1, 1, remove(16)],
    // Its own gap goes, a largest or not; that of the next leaf grows.
    ['the last of a leaf', 2, 0, remove(15)],
    ['the last of all', 1, 0, remove(32)],
    ['a start moved down', 1, 0, setStart(5, -3)],
    ['the first start of a leaf moved down', 1, 1, setStart(16, -3)],
    ['an end moved up', 1, 0, setEnd(5, 3)],
    ['an end moved up to the next leaf', 1, 0, setEnd(15, 3)],
    ['the end of the last moved up', 0, 0, setEnd(32, 3)],
  ])('%s: %i where gaps are even, %i beside a wider one', (_, even, beside, change) => {
    for (const [wide, wanted] of [
      [EVEN, even],
      [WIDE, beside],
    ] as const) {
      const held = comb(33, wide);
      const operation = change(held);
      expect(visits(held.index, operation)).toBe(wanted);
    }
  });

  it('a change at the end of a leaf is one of the leaf behind it', () => {
    const at = (wide: Readonly<Record<number, number>>) =>
      [setEnd(15, 3), insertBefore(16)].map((change) => {
        const held = comb(33, wide);
        return visits(held.index, change(held));
      });
    expect(at({ 3: 50 })).toEqual([1, 3]);
    expect(at({ 20: 50 })).toEqual([0, 2]);
  });

  it('a gap that widens or shrinks is written up only where it is the largest of its leaf', () => {
    // Seven pages each, behind 13 free ones; where it is wide, the last seven of a leaf have 18 in front of them.
    const held = (wide: boolean) => {
      const index = new GapIndex();
      for (let i = 0; i < 33; i++) index.insert(i * 20 + (wide && i % 16 > 8 ? 13 : 8), i * 20 + 15, i);
      return { index, entry: (i: number) => index.findEndingAfter(i * 20 + 14) };
    };
    for (const [wide, wanted] of [
      [false, 1],
      [true, 0],
    ] as const) {
      const { index, entry } = held(wide);
      const [begins, ends] = [entry(4), entry(6)];
      // 15 free pages in front of range 4; then 16 behind range 6, and 14 again.
      expect(visits(index, () => index.setStart(begins, 4 * 20 + 10))).toBe(wanted);
      expect(visits(index, () => index.setEnd(ends, 6 * 20 + 12))).toBe(wanted);
      expect(visits(index, () => index.setEnd(ends, 6 * 20 + 14))).toBe(wanted);
    }
  });
});

describe('a leaf that is full', () => {
  // Down one level, then both halves are written into their new root.
  it('splits in halves: a range behind all goes into the right one, with no more to do', () => {
    const { index, end } = comb(32);
    expect(visits(index, () => index.insert(end + GAP, end + GAP + 1, 32))).toBe(3);
  });
  it('splits in halves: a range at the cut goes into the left one', () => {
    const { index, starts } = comb(32);
    // The gap that it takes from is the first of the right half, which is counted again.
    expect(visits(index, () => index.insert(starts[16]! - 5, starts[16]! - 4, 99))).toBe(4);
  });
});

describe('three levels: 33 leaves under two nodes under the root', () => {
  const D = { count: 529, wide: { 300: 50 } };

  it('a leaf that is counted again and has not changed is compared with its parent alone', () => {
    const { index, starts } = comb(D.count, D.wide);
    expect(visits(index, () => index.insert(starts[5]! - 5, starts[5]! - 4, 99))).toBe(3 + 1);
  });
  it('a change is written up until a parent has a wider gap elsewhere', () => {
    const { index, entry } = comb(D.count, D.wide);
    const [near, far] = [entry(310), entry(100)];
    // Range 310 lies beside the widest gap, in the same node but another leaf: its parent changes, the root does not.
    expect(visits(index, () => index.remove(near))).toBe(2);
    expect(visits(index, () => index.remove(far))).toBe(2);
  });
});

describe('a search', () => {
  const none = (index: GapIndex, low: number, high: number, pages: number) => [
    visits(index, () => expect(index.findHighest(low, high, pages)).toBe(false)),
    visits(index, () => expect(index.findLowest(low, high, pages)).toBe(false)),
  ];

  it('in a window that is shorter than the request looks at nothing', () => {
    const { index, end } = comb(33);
    expect(none(index, 100, 104, 5)).toEqual([0, 0]);
    expect(none(index, end + 100, end + 104, 5)).toEqual([0, 0]);
  });
  it('goes down once where the first gap holds the request', () => {
    const { index, end } = comb(33);
    expect(visits(index, () => index.findHighest(0, end + 50, 50))).toBe(2);
    expect(visits(index, () => index.findLowest(0, end + 50, GAP))).toBe(2);
  });
  it('of a window inside one range goes down once, whatever lies above', () => {
    const index = new GapIndex();
    for (let i = 0; i < 33; i++) index.insert(i * 40 + 20, i * 40 + 40, i);
    expect(visits(index, () => index.findLowest(22, 38, 5))).toBe(2);
    expect(index.findLowest(22, 38, 5)).toBe(false);
  });
  it('in another leaf goes up one level and down to it', () => {
    const { index, end, starts } = comb(33, { 3: 50, 20: 50 });
    expect(visits(index, () => index.findHighest(0, starts[18]!, 50))).toBe(2 + 1 + 1);
    expect([index.gapStart, index.gapEnd]).toEqual([starts[2]! + 1, starts[3]!]);
    expect(visits(index, () => index.findLowest(starts[5]!, end, 50))).toBe(2 + 1 + 1);
    expect([index.gapStart, index.gapEnd]).toEqual([starts[19]! + 1, starts[20]!]);
  });
  it('that finds nothing goes up to the root and no further', () => {
    const { index, end } = comb(33);
    expect(none(index, 0, end + 20, 60)).toEqual([2 + 1, 2 + 1]);
  });
  it('in a tree of three levels goes up as far as a gap is known to be, and down to it', () => {
    const { index, end, starts } = comb(529, { 100: 50, 400: 50 });
    // From the last leaf: its parent has range 400 under it; from range 300 on, the root has range 100.
    expect(visits(index, () => index.findHighest(0, end, 50))).toBe(3 + 1 + 1);
    expect(visits(index, () => index.findHighest(0, starts[300]!, 50))).toBe(3 + 2 + 2);
    expect(index.gapEnd).toBe(starts[100]);
    expect(visits(index, () => index.findLowest(starts[110]!, end, 50))).toBe(3 + 2 + 2);
    expect(index.gapEnd).toBe(starts[400]);
    expect(visits(index, () => index.findLowest(starts[20]!, end, 50))).toBe(3 + 1 + 1);
  });
});

it('a VMA in the gap that was just found needs no way down, elsewhere it does', () => {
  const add = (start: number) => {
    const mm = space();
    mm.add(10, 20, file(0));
    mm.add(60, 70, file(0, 2));
    mm.index.findLowest(0, 100, 30);
    return visits(mm.index, () => mm.add(start, start + 5, file(0, 3)));
  };
  expect([add(30), add(80)]).toEqual([0, 1]);
});
