import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GapIndex, NO_ENTRY } from '../../src/mm/gap-index.ts';
import { entries, expectSameAnswer, LinearRanges } from './linear-ranges.ts';

/** Trees of several levels that lose whole leaves and nodes, and ranges that move both ways. */
const EVERY = 20;

/** Ranges [20i + 5, 20i + 15), and `later` pages on from those that it names; ascending: 16 a leaf, 16 leaves a node. */
function evenly(count: number, later: Readonly<Record<number, number>> = {}) {
  const index = new GapIndex();
  const model = new LinearRanges();
  let shift = 0;
  for (let id = 0; id < count; id++) {
    shift += later[id] ?? 0;
    const start = shift + id * EVERY + 5;
    model.ranges.push({ start, end: start + 10, id });
    index.insert(start, start + 10, id);
  }
  return { index, model };
}

/** Takes ranges `from` to `to` away, both included. */
function take({ index, model }: ReturnType<typeof evenly>, from: number, to: number) {
  const gone = model.ranges.filter(({ id }) => id >= from && id <= to);
  for (const { start } of gone) index.remove(index.findEndingAfter(start));
  model.ranges = model.ranges.filter((range) => !gone.includes(range));
}

function expectSame({ index, model }: ReturnType<typeof evenly>) {
  expect(entries(index)).toEqual(model.ranges);
  const end = (model.ranges.at(-1)?.end ?? 0) + 40;
  for (const pages of [1, 10, 11, 30, 330, 331, 5000])
    for (const [low, high] of [
      [0, end],
      [end / 3, (2 * end) / 3],
    ] as const)
      expectSameAnswer(index, model, Math.floor(low), Math.floor(high), pages);
}

describe('a tree of three levels that loses', () => {
  it.each([
    ['its first leaf', 0, 15],
    ['a leaf in the middle', 160, 175],
    ['its last leaf', 1184, 1199],
    ['its first node', 0, 255],
    ['a node in the middle', 256, 511],
    ['all but its last node', 0, 1023],
    ['all but its first leaf', 16, 1199],
    ['all but its last leaf', 0, 1183],
  ] as const)('%s answers as a linear scan does, and again when ranges come back', (_, from, to) => {
    const tree = evenly(1200);
    take(tree, from, to);
    expectSame(tree);
    const { index, model } = tree;
    const back = [to, from, to - 1].map((id) => ({ start: id * EVERY + 5, end: id * EVERY + 15, id }));
    for (const { start, end, id } of back) index.insert(start, end, id);
    model.ranges = [...model.ranges, ...back].sort((a, b) => a.start - b.start);
    expectSame(tree);
  });

  it.each([
    ['from the front', 0],
    ['from the back', 1],
  ])('everything, %s, has no first and no last range', (_, back) => {
    const { index } = evenly(600);
    while (index.size > 0) index.remove(back ? index.last() : index.first());
    expect([index.first(), index.last(), index.findEndingAfter(0)]).toEqual([NO_ENTRY, NO_ENTRY, NO_ENTRY]);
    expect([index.findHighest(0, 50, 50), index.gapStart, index.gapNext]).toEqual([true, 0, NO_ENTRY]);
    expect([index.findLowest(7, 50, 43), index.gapStart, index.gapEnd]).toEqual([
      true,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    index.insert(30, 40, 1);
    expect(entries(index)).toEqual([{ start: 30, end: 40, id: 1 }]);
  });
});

describe('a tree of four levels', () => {
  it.each([
    ['ascending', 1],
    ['descending', -1],
  ])('grown by %s ranges answers as a linear scan does', (_, order) => {
    const { model } = evenly(9000);
    const index = new GapIndex();
    for (const { start, end, id } of order > 0 ? model.ranges : model.ranges.toReversed())
      index.insert(start, end, id);
    expectSame({ index, model });
    const wide = index.findEndingAfter(4000 * EVERY + 5);
    model.ranges[4000]!.start += 3;
    index.setStart(wide, model.ranges[4000]!.start);
    for (const [low, high] of [
      [0, 100_000],
      [60_000, 170_000],
    ] as const)
      expectSameAnswer(index, model, low, high, 13);
  });
});

describe('what ancestors know of a leaf', () => {
  it('is its first start, though its widest gap stays as it was', () => {
    const { index } = evenly(33, { 20: 100 });
    index.setStart(index.findEndingAfter(16 * EVERY + 5), 16 * EVERY + 8);
    expect(index.id(index.findEndingAfter(16 * EVERY + 6))).toBe(16);
  });
  it('is gone with the leaf: the first of a node, beside one with a wider gap', () => {
    const { index, model } = evenly(1200, { 280: 1000 });
    take({ index, model }, 256, 271);
    expect(index.id(index.findEndingAfter(260 * EVERY))).toBe(272);
    expectSame({ index, model });
  });
  it('is gone with the leaf: the last of a node, that had the widest gap', () => {
    const tree = evenly(1200, { 510: 100 });
    take(tree, 496, 511);
    const { index, model } = tree;
    expect(index.findLowest(100 * EVERY, 5000 * EVERY, 60)).toBe(true);
    expect(index.gapEnd).toBe(model.ranges.find(({ id }) => id === 512)!.start);
  });
  it('grows with a gap that becomes the widest, though it was not before', () => {
    const { index } = evenly(33, { 5: 2 });
    index.setStart(index.findEndingAfter(2 + 8 * EVERY + 5), 2 + 8 * EVERY + 9);
    expect(index.findHighest(0, 30 * EVERY, 14)).toBe(true);
    expect(index.gapEnd).toBe(2 + 8 * EVERY + 9);
  });
});

it('ranges whose ends move both ways leave gaps as they are', () => {
  const move = fc.record({
    of: fc.nat(599),
    end: fc.constantFrom('start', 'end'),
    by: fc.integer({ min: -4, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const { index, model } = evenly(600);
      for (const { of, end, by } of moves) {
        const range = model.ranges[of]!;
        const entry = index.findEndingAfter(range.end - 1);
        if (end === 'start') {
          range.start = of * EVERY + 5 + by;
          index.setStart(entry, range.start);
        } else {
          range.end = of * EVERY + 15 + by;
          index.setEnd(entry, range.end);
        }
        const low = Math.max(0, (of - 40) * EVERY);
        for (const pages of [7, 10, 11, 14, 18]) expectSameAnswer(index, model, low, low + 80 * EVERY, pages);
      }
    }),
    { numRuns: 60 },
  );
});

it('a gap as wide as the request is found in front of the first range of its leaf', () => {
  const { index } = evenly(33);
  index.setStart(index.findEndingAfter(16 * EVERY + 5), 16 * EVERY + 9);
  expect(index.findHighest(0, 20 * EVERY, 14)).toBe(true);
  expect([index.gapStart, index.gapEnd]).toEqual([15 * EVERY + 15, 16 * EVERY + 9]);
});
