import type { AddressSpace } from './address-space.ts';
import { NO_ENTRY } from './gap-index.ts';
import { ERRNO, VM } from './vma.ts';

/** One search as `struct vm_unmapped_area_info` describes it. All in pages. */
export interface UnmappedAreaInfo {
  readonly topdown: boolean;
  readonly lengthPages: number;
  readonly lowPages: number;
  readonly highPages: number;
  /** Alignment of the result: align_mask + 1. A power of two; 1 for none. */
  readonly alignPages: number;
  /** The result is congruent to this modulo {@link alignPages}. */
  readonly offsetPages: number;
}

/** What a search found. Pages. */
export interface UnmappedArea {
  /** The address's page, or a negative errno. */
  readonly page: number;
  /** The gap that it took, clipped to the search's window. */
  readonly gapStart: number;
  readonly gapEnd: number;
}

/** A result that is written into, so that a search need not allocate one. */
export type FoundArea = { -readonly [K in keyof UnmappedArea]: UnmappedArea[K] };

/**
 * vm_unmapped_area() of mm/vma.c: first fit by the padded length, from the top or from the bottom.
 * @param alignPages - align_mask + 1; 1 for none.
 * @param offsetPages - the result is congruent to this modulo `alignPages`.
 * @param minPages - mmap_min_addr, below which nothing is placed.
 * @param found - takes the result.
 */
export function vmUnmappedArea(
  space: AddressSpace,
  window: Omit<UnmappedAreaInfo, 'alignPages' | 'offsetPages'>,
  alignPages: number,
  offsetPages: number,
  minPages: number,
  found: FoundArea,
): void {
  const low = window.lowPages > minPages ? window.lowPages : minPages;
  const { lengthPages, highPages } = window;
  found.gapStart = 0;
  found.gapEnd = 0;
  found.page = window.topdown
    ? topdown(space, lengthPages, low, highPages, alignPages, offsetPages, found)
    : bottomup(space, lengthPages, low, highPages, alignPages, offsetPages, found);
}

/** unmapped_area(): the lowest gap of length + align_mask. */
function bottomup(
  space: AddressSpace,
  lengthPages: number,
  from: number,
  high: number,
  alignPages: number,
  offsetPages: number,
  found: FoundArea,
): number {
  const { index } = space;
  const padded = lengthPages + alignPages - 1;
  let low = from;
  while (index.findLowest(low, high, padded)) {
    const start = Math.max(index.gapStart, low);
    const page = start + mod(offsetPages - start, alignPages);
    const next = index.gapNext;
    if (next !== NO_ENTRY && space.flags(next) & VM.GROWSDOWN && space.startGap(next) < page + padded) {
      low = index.end(next);
      continue;
    }
    found.gapStart = start;
    found.gapEnd = Math.min(index.gapEnd, high);
    return page;
  }
  return ERRNO.ENOMEM;
}

/** unmapped_area_topdown(): the highest gap of length + align_mask, its upper end rounded down. */
function topdown(
  space: AddressSpace,
  lengthPages: number,
  low: number,
  from: number,
  alignPages: number,
  offsetPages: number,
  found: FoundArea,
): number {
  const { index } = space;
  const padded = lengthPages + alignPages - 1;
  let high = from;
  while (index.findHighest(low, high, padded)) {
    const end = Math.min(index.gapEnd, high);
    const next = index.gapNext;
    if (next !== NO_ENTRY && space.flags(next) & VM.GROWSDOWN && space.startGap(next) < end) {
      high = space.startGap(next);
      continue;
    }
    found.gapStart = Math.max(index.gapStart, low);
    found.gapEnd = end;
    const top = end - lengthPages;
    return alignPages === 1 ? top : top - mod(top - offsetPages, alignPages);
  }
  return ERRNO.ENOMEM;
}

function mod(value: number, by: number): number {
  return by === 1 ? 0 : value - Math.floor(value / by) * by;
}
