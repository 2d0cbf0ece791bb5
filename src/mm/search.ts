import { type Area, areaAt, type MaskedSearch } from './area-request.ts';
import type { Mm } from './mm.ts';
import { type UnmappedArea, type UnmappedAreaInfo, vmUnmappedArea } from './unmapped-area.ts';

/** The window that a placement searches, whatever the alignment. */
export type SearchWindow = Pick<UnmappedAreaInfo, 'topdown' | 'lengthPages' | 'lowPages' | 'highPages'>;

/** Where a search writes what it found, before it is copied into an {@link Area}: one a process, never kept. */
const found: { -readonly [K in keyof UnmappedArea]: UnmappedArea[K] } = { page: 0, gapStart: 0, gapEnd: 0 };

/**
 * Runs one vm_unmapped_area(). Plain searches are only counted, unless the process records: they run for every mmap,
 * and nobody asks them why.
 */
export function search(
  mm: Mm,
  window: SearchWindow,
  alignPages: number,
  offsetPages: number,
  form: 'plain' | 'mask',
  reason: string,
): Area {
  vmUnmappedArea(mm.space, window, alignPages, offsetPages, mm.limits.mmapMin, found);
  mm.searchCount++;
  const { page, gapStart, gapEnd } = found;
  if (mm.recording || form === 'mask' || alignPages > 1 || mm.padding) {
    const info = { alignPages, offsetPages, ...window };
    mm.searches.push({ form, reason, info, wanted: info, area: { page, gapStart, gapEnd } });
  }
  const via = window.topdown ? 'topdown' : 'bottomup';
  return areaAt(page, via, gapStart, gapEnd, alignPages, alignPages > 1 ? 'mask' : 'plain');
}

/** Runs masked searches in order inside one window; undefined where none succeeds. */
export function searchMasks(mm: Mm, masks: readonly MaskedSearch[], window: SearchWindow): Area | undefined {
  for (const { alignPages, offsetPages, reason } of masks) {
    const area = search(mm, window, alignPages, offsetPages, 'mask', reason);
    if (area.page >= 0) return area;
  }
  return undefined;
}
