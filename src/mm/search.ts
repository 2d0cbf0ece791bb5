import { sizeText } from '../machine/bytes.ts';
import type { Area, MaskedSearch } from './area-request.ts';
import type { Mm } from './mm.ts';
import { type UnmappedAreaInfo, vmUnmappedArea } from './unmapped-area.ts';

/** Runs one vm_unmapped_area() and notes it among the placement's searches. */
export function search(mm: Mm, info: UnmappedAreaInfo, form: 'plain' | 'mask', reason: string): Area {
  const area = vmUnmappedArea(mm.space, info, mm.limits.mmapMin);
  mm.searches.push({ form, reason, info, wanted: info, area });
  const { alignPages, topdown } = info;
  return {
    page: area.page,
    via: topdown ? 'topdown' : 'bottomup',
    gapStart: area.gapStart,
    gapEnd: area.gapEnd,
    alignPages,
    search: alignPages > 1 ? `mask ${sizeText(alignPages * mm.machine.pageBytes)}` : 'plain',
  };
}

/** The window that a placement searches, whatever the alignment. */
export type SearchWindow = Pick<UnmappedAreaInfo, 'topdown' | 'lengthPages' | 'lowPages' | 'highPages'>;

/** A window with an alignment. Written out: this runs for every mmap, and spreading objects is slow. */
export function searchInfo(window: SearchWindow, alignPages: number, offsetPages: number): UnmappedAreaInfo {
  return {
    topdown: window.topdown,
    lengthPages: window.lengthPages,
    lowPages: window.lowPages,
    highPages: window.highPages,
    alignPages,
    offsetPages,
  };
}

/** Runs masked searches in order inside one window; undefined where none succeeds. */
export function searchMasks(mm: Mm, masks: readonly MaskedSearch[], window: SearchWindow): Area | undefined {
  for (const { alignPages, offsetPages, reason } of masks) {
    const area = search(mm, searchInfo(window, alignPages, offsetPages), 'mask', reason);
    if (area.page >= 0) return area;
  }
  return undefined;
}
