import { residue } from '../machine/bytes.ts';
import type { AddressSpace } from './address-space.ts';
import { NO_ENTRY } from './gap-index.ts';
import { VM } from './vma.ts';

/** A congruent place that is looked for without padding. All in pages. */
export interface SlotRequest {
  readonly lowPages: number;
  readonly highPages: number;
  readonly lengthPages: number;
  readonly alignPages: number;
  readonly offsetPages: number;
}

/** The highest free page ≡ offset (mod align) with `lengthPages` free above it; undefined where there is none. */
export function highestSlot(space: AddressSpace, slot: SlotRequest): number | undefined {
  const { index } = space;
  let high = slot.highPages;
  while (index.findHighest(slot.lowPages, high, slot.lengthPages)) {
    const start = Math.max(index.gapStart, slot.lowPages);
    const top = Math.min(gapEnd(space), high) - slot.lengthPages;
    const page = top - residue(top - slot.offsetPages, slot.alignPages);
    if (page >= start) return page;
    high = index.gapStart;
  }
  return undefined;
}

/** The lowest such page. */
export function lowestSlot(space: AddressSpace, slot: SlotRequest): number | undefined {
  const { index } = space;
  let low = slot.lowPages;
  while (index.findLowest(low, slot.highPages, slot.lengthPages)) {
    const start = Math.max(index.gapStart, low);
    const page = start + residue(slot.offsetPages - start, slot.alignPages);
    if (page + slot.lengthPages <= Math.min(gapEnd(space), slot.highPages)) return page;
    if (index.gapNext === NO_ENTRY) return undefined;
    low = index.end(index.gapNext);
  }
  return undefined;
}

/** The end of the gap just found, less the guard gap of a stack above it. */
function gapEnd(space: AddressSpace): number {
  const { index } = space;
  if (index.gapNext === NO_ENTRY) return index.gapEnd;
  return space.flags(index.gapNext) & VM.GROWSDOWN ? space.startGap(index.gapNext) : index.gapEnd;
}
