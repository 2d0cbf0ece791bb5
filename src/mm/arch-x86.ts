import { type Area, type AreaRequest, callersArea, failedArea, type MaskedSearch } from './area-request.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import { search, searchMasks } from './search.ts';
import { ERRNO } from './vma.ts';

const MAP_32BIT_BEGIN = 0x4000_0000;
const MAP_32BIT_END = 0x8000_0000;
const NO_MASKS: readonly MaskedSearch[] = [];
const NOTHING = failedArea(ERRNO.ENOMEM);

/** arch_get_unmapped_area_topdown() of arch/x86/kernel/sys_x86_64.c, with masked searches before its own. */
export function x86TopDown(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = NO_MASKS): Area {
  const { limits, machine, space } = mm;
  const { hintPages, lengthPages } = request;
  if (lengthPages > limits.taskSize) return failedArea(ERRNO.ENOMEM);
  if (request.fixed) return callersArea(hintPages, 'fixed');
  if (request.in32bit && !machine.compat) return request.masksOnly ? NOTHING : x86BottomUp(mm, request);
  if (hintPages > 0 && hintValid(mm, hintPages, lengthPages)) {
    const next = space.index.findEndingAfter(hintPages);
    if (next === NO_ENTRY || hintPages + lengthPages <= space.startGap(next))
      return callersArea(hintPages, 'hint');
  }
  const high = hintPages > limits.mapWindow && !machine.compat;
  const window = {
    topdown: true,
    lengthPages,
    lowPages: 1,
    highPages: limits.mmapBase + (high ? limits.taskSize - limits.mapWindow : 0),
  };
  const masked = masks.length === 0 ? undefined : searchMasks(mm, masks, window);
  if (masked) return masked;
  if (request.masksOnly) return NOTHING;
  const area = search(mm, window, ownAlignPages(request), 0, 'plain', 'x86 top-down');
  return area.page >= 0 ? area : x86BottomUp(mm, request);
}

/** arch_get_unmapped_area() of the same file. */
export function x86BottomUp(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = NO_MASKS): Area {
  const { limits, machine, space } = mm;
  const { hintPages, lengthPages } = request;
  if (request.fixed) return callersArea(hintPages, 'fixed');
  const low32 = request.in32bit && !machine.compat;
  const begin = low32 ? MAP_32BIT_BEGIN / machine.pageBytes : limits.legacyBase;
  const end = low32
    ? MAP_32BIT_END / machine.pageBytes
    : hintPages > limits.mapWindow
      ? limits.taskSize
      : limits.mapWindow;
  if (lengthPages > end) return failedArea(ERRNO.ENOMEM);
  if (hintPages > 0) {
    const next = space.index.findEndingAfter(hintPages);
    const free = next === NO_ENTRY || hintPages + lengthPages <= space.startGap(next);
    if (end - lengthPages >= hintPages && free) return callersArea(hintPages, 'hint');
  }
  const window = { topdown: false, lengthPages, lowPages: begin, highPages: end };
  const masked = masks.length === 0 ? undefined : searchMasks(mm, masks, window);
  if (masked) return masked;
  if (request.masksOnly) return NOTHING;
  return search(mm, window, ownAlignPages(request), 0, 'plain', 'x86 bottom-up');
}

/** x86 sets align_offset to the pgoff, which means nothing without a mask; hugetlb has a mask and no offset. */
function ownAlignPages({ hugetlbPages }: AreaRequest): number {
  return hugetlbPages > 1 ? hugetlbPages : 1;
}

/** mmap_address_hint_valid(): inside the task's size and not across the 47-bit border. */
function hintValid({ limits }: Mm, page: number, lengthPages: number): boolean {
  if (limits.taskSize - lengthPages < page) return false;
  return page > limits.mapWindow === page + lengthPages > limits.mapWindow;
}
