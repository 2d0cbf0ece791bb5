import { highestSlot, lowestSlot } from '../mm/exact-slot.ts';
import type { Mm, SearchRecord } from '../mm/mm.ts';

/**
 * Aligned searches of the current placement that failed, or passed a gap over, although an exact congruent slot
 * existed there. Asked before the mapping is made.
 */
export function paddingLosses(mm: Mm): number {
  return mm.searches.filter((record) => isLoss(mm, record)).length;
}

function isLoss(mm: Mm, { form, info, wanted, area }: SearchRecord): boolean {
  if (form === 'plain' || form === 'hint' || form === 'exact' || wanted.alignPages <= 1) return false;
  const window = { lowPages: Math.max(info.lowPages, mm.limits.mmapMin), highPages: info.highPages };
  if (area.page < 0) return highestSlot(mm.space, { ...wanted, ...window }) !== undefined;
  if (info.topdown)
    return highestSlot(mm.space, { ...wanted, ...window, lowPages: area.gapEnd }) !== undefined;
  return lowestSlot(mm.space, { ...wanted, ...window, highPages: area.gapStart }) !== undefined;
}
