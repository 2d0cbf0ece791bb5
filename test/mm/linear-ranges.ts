import { expect } from 'vitest';
import { type GapIndex, NO_ENTRY } from '../../src/mm/gap-index.ts';

interface Range {
  start: number;
  end: number;
  id: number;
}

/** A gap index's questions answered by looking at every range. */
export class LinearRanges {
  ranges: Range[] = [];

  gaps(): { start: number; end: number }[] {
    const edges = [{ start: 0, end: 0 }, ...this.ranges];
    return edges.map((range, i) => ({
      start: range.end,
      end: this.ranges[i]?.start ?? Number.POSITIVE_INFINITY,
    }));
  }

  find(low: number, high: number, pages: number, highest: boolean) {
    const fitting = this.gaps().filter((gap) => Math.min(gap.end, high) - Math.max(gap.start, low) >= pages);
    return highest ? fitting.at(-1) : fitting[0];
  }
}

/** Every range of an index, in order. */
export function entries(index: GapIndex): Range[] {
  const found: Range[] = [];
  for (let at = index.first(); at !== NO_ENTRY; at = index.next(at)) {
    found.push({ start: index.start(at), end: index.end(at), id: index.id(at) });
  }
  return found;
}

/** Expects both searches to find what the model finds. */
export function expectSameAnswer(
  index: GapIndex,
  model: LinearRanges,
  low: number,
  high: number,
  pages: number,
) {
  for (const highest of [true, false]) {
    const wanted = model.find(low, high, pages, highest);
    const found = highest ? index.findHighest(low, high, pages) : index.findLowest(low, high, pages);
    expect(found).toBe(wanted !== undefined);
    if (wanted) expect([index.gapStart, index.gapEnd]).toEqual([wanted.start, wanted.end]);
  }
}
