import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GapIndex, NO_ENTRY } from '../../src/mm/gap-index.ts';
import { entries, expectSameAnswer, LinearRanges } from './linear-ranges.ts';

/** Trees of several levels that lose whole leaves and nodes, and ranges that move both ways. */
const EVERY = 20;

/** Ranges [20i + 5, 20i + 15), ascending: leaves of 16 under nodes of 16. */
function evenly(count: number) {
  const index = new GapIndex();
  const model = new LinearRanges();
  model.ranges = Array.from({ length: count }, (_, i) => ({
    start: i * EVERY + 5,
    end: i * EVERY + 15,
    id: i,
  }));
  for (const { start, end, id } of model.ranges) index.insert(start, end, id);
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
