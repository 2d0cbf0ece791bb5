import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GapIndex, NO_ENTRY } from '../../src/mm/gap-index.ts';
import { entries, expectSameAnswer, LinearRanges } from './linear-ranges.ts';

const operation = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'remove', 'grow', 'shrink'),
  at: fc.nat(4000),
  pages: fc.integer({ min: 1, max: 9 }),
});
const query = fc.record({
  low: fc.nat(4100),
  span: fc.nat(4100),
  pages: fc.integer({ min: 1, max: 60 }),
});

function apply(
  index: GapIndex,
  model: LinearRanges,
  op: { kind: string; at: number; pages: number },
  id: number,
) {
  const following = model.ranges.findIndex((range) => range.end > op.at);
  const hit = following < 0 ? undefined : model.ranges[following];
  if (op.kind === 'insert') {
    if (hit && hit.start < op.at + op.pages) return;
    index.insert(op.at, op.at + op.pages, id);
    model.ranges.splice(following < 0 ? model.ranges.length : following, 0, {
      start: op.at,
      end: op.at + op.pages,
      id,
    });
    return;
  }
  if (!hit) return;
  const entry = index.findEndingAfter(op.at);
  if (op.kind === 'remove') {
    index.remove(entry);
    model.ranges.splice(following, 1);
  } else if (op.kind === 'grow') {
    const limit = model.ranges[following + 1]?.start ?? hit.end + op.pages;
    hit.end = Math.min(limit, hit.end + op.pages);
    index.setEnd(entry, hit.end);
  } else {
    hit.start = Math.min(hit.end - 1, hit.start + op.pages);
    index.setStart(entry, hit.start);
  }
}

describe('GapIndex', () => {
  it('answers as a linear scan does, after every change', () => {
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 400 }),
        fc.array(query, { minLength: 1, maxLength: 8 }),
        (operations, queries) => {
          const index = new GapIndex();
          const model = new LinearRanges();
          operations.forEach((op, id) => {
            apply(index, model, op, id);
            const { low, span, pages } = queries[id % queries.length]!;
            expectSameAnswer(index, model, low, low + span, pages);
          });
          expect(entries(index)).toEqual(model.ranges);
          expect(index.size).toBe(model.ranges.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays right through thousands of ranges and down to none', () => {
    const index = new GapIndex();
    const model = new LinearRanges();
    const order = Array.from({ length: 5000 }, (_, i) => (i * 1777) % 5000);
    for (const i of order) {
      index.insert(i * 8, i * 8 + 1 + (i % 7), i);
    }
    model.ranges = Array.from({ length: 5000 }, (_, i) => ({
      start: i * 8,
      end: i * 8 + 1 + (i % 7),
      id: i,
    }));
    expect(entries(index)).toEqual(model.ranges);
    for (const i of order.slice(0, 4990)) {
      index.remove(index.findEndingAfter(i * 8));
      if (i % 50 === 0) {
        model.ranges = entries(index);
        for (const pages of [3, 9, 40, 200]) expectSameAnswer(index, model, i, 30_000 + i, pages);
      }
    }
    for (let at = index.first(); at !== NO_ENTRY; at = index.first()) index.remove(at);
    expect(index.size).toBe(0);
    expect(index.findHighest(0, 100, 100)).toBe(true);
  });
});
