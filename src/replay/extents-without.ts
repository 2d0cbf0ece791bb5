import type { Extent } from './outcome.ts';

/** What is left of some extents when [start, end) is taken out of them. In the unit of the extents. */
export function extentsWithout(extents: readonly Extent[], start: number, end: number): Extent[] {
  return extents
    .flatMap((extent) => [
      { start: extent.start, end: Math.min(extent.end, start) },
      { start: Math.max(extent.start, end), end: extent.end },
    ])
    .filter((part) => part.end > part.start);
}
