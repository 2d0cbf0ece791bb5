import type { Extent } from './outcome.ts';

/** What is left of some extents, none of them empty, when [start, end) is taken out. In the unit of the extents. */
export function extentsWithout(extents: readonly Extent[], start: number, end: number): Extent[] {
  const left: Extent[] = [];
  for (const extent of extents) {
    if (extent.start < start) left.push({ start: extent.start, end: Math.min(extent.end, start) });
    if (extent.end > end) left.push({ start: Math.max(extent.start, end), end: extent.end });
  }
  return left;
}
