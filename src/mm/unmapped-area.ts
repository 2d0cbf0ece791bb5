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

const NOWHERE: UnmappedArea = { page: ERRNO.ENOMEM, gapStart: 0, gapEnd: 0 };

/**
 * vm_unmapped_area() of mm/vma.c: first fit by the padded length, from the top or from the bottom.
 * @param minPages - mmap_min_addr, below which nothing is placed.
 */
export function vmUnmappedArea(space: AddressSpace, info: UnmappedAreaInfo, minPages: number): UnmappedArea {
  const low = Math.max(info.lowPages, minPages);
  return info.topdown ? topdown(space, info, low) : bottomup(space, info, low);
}

/** unmapped_area(): the lowest gap of length + align_mask. */
function bottomup(space: AddressSpace, info: UnmappedAreaInfo, from: number): UnmappedArea {
  const { index } = space;
  const padded = info.lengthPages + info.alignPages - 1;
  let low = from;
  while (index.findLowest(low, info.highPages, padded)) {
    const start = Math.max(index.gapStart, low);
    const page = start + mod(info.offsetPages - start, info.alignPages);
    const next = index.gapNext;
    if (next !== NO_ENTRY && space.flags(next) & VM.GROWSDOWN) {
      if (space.startGap(next) < page + padded) {
        low = index.end(next);
        continue;
      }
    }
    return { page, gapStart: start, gapEnd: Math.min(index.gapEnd, info.highPages) };
  }
  return NOWHERE;
}

/** unmapped_area_topdown(): the highest gap of length + align_mask, its upper end rounded down. */
function topdown(space: AddressSpace, info: UnmappedAreaInfo, low: number): UnmappedArea {
  const { index } = space;
  const padded = info.lengthPages + info.alignPages - 1;
  let high = info.highPages;
  while (index.findHighest(low, high, padded)) {
    const end = Math.min(index.gapEnd, high);
    const top = end - info.lengthPages;
    const page = top - mod(top - info.offsetPages, info.alignPages);
    const next = index.gapNext;
    if (next !== NO_ENTRY && space.flags(next) & VM.GROWSDOWN && space.startGap(next) < end) {
      high = space.startGap(next);
      continue;
    }
    return { page, gapStart: Math.max(index.gapStart, low), gapEnd: end };
  }
  return NOWHERE;
}

function mod(value: number, by: number): number {
  return value - Math.floor(value / by) * by;
}
