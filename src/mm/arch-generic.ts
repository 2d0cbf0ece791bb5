import { type Area, type AreaRequest, callersArea, failedArea, type MaskedSearch } from './area-request.ts';
import { NO_ENTRY } from './gap-index.ts';
import type { Mm } from './mm.ts';
import { search, searchMasks } from './search.ts';
import { ERRNO } from './vma.ts';

/** generic_get_unmapped_area_topdown() of mm/mmap.c (arm64, riscv64), with masked searches before its two calls. */
export function genericTopDown(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = []): Area {
  const { limits } = mm;
  const callers = callersChoice(mm, request);
  if (callers) return callers;
  const { lengthPages, hintPages } = request;
  const high = hintPages > limits.mapWindow ? limits.taskSize - limits.mapWindow : 0;
  const window = { topdown: true, lengthPages, lowPages: 1, highPages: limits.mmapBase + high };
  const masked = searchMasks(mm, masks, window);
  if (masked) return masked;
  if (request.masksOnly) return failedArea(ERRNO.ENOMEM);
  const own = Math.max(1, request.hugetlbPages);
  const area = search(mm, window, own, 0, 'plain', 'generic top-down');
  if (area.page >= 0) return area;
  const below = { topdown: false, lengthPages, lowPages: limits.legacyBase, highPages: mmapEnd(mm, request) };
  return search(mm, below, own, 0, 'plain', 'generic bottom-up, second try');
}

/** generic_get_unmapped_area() of mm/mmap.c: the legacy layout. */
export function genericBottomUp(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = []): Area {
  const callers = callersChoice(mm, request);
  if (callers) return callers;
  const window = {
    topdown: false,
    lengthPages: request.lengthPages,
    lowPages: mm.limits.legacyBase,
    highPages: mmapEnd(mm, request),
  };
  const own = Math.max(1, request.hugetlbPages);
  const masked = searchMasks(mm, masks, window);
  if (masked) return masked;
  if (request.masksOnly) return failedArea(ERRNO.ENOMEM);
  return search(mm, window, own, 0, 'plain', 'generic bottom-up');
}

/** arch_get_mmap_end(): only a hint above the window opens the large address space. */
function mmapEnd({ limits }: Mm, { hintPages }: AreaRequest): number {
  return hintPages > limits.mapWindow ? limits.taskSize : limits.mapWindow;
}

/** The checks that both directions begin with: the length, MAP_FIXED and the hint. */
function callersChoice(mm: Mm, request: AreaRequest): Area | undefined {
  const { space, limits } = mm;
  const { hintPages, lengthPages } = request;
  const end = mmapEnd(mm, request);
  if (lengthPages > end - limits.mmapMin) return failedArea(ERRNO.ENOMEM);
  if (request.fixed) return callersArea(hintPages, 'fixed');
  if (hintPages === 0 || end - lengthPages < hintPages || hintPages < limits.mmapMin) return undefined;
  const next = space.index.findEndingAfter(hintPages);
  const prev = space.index.before(next);
  const belowNext = next === NO_ENTRY || hintPages + lengthPages <= space.startGap(next);
  const abovePrev = prev === NO_ENTRY || hintPages >= space.index.end(prev);
  return belowNext && abovePrev ? callersArea(hintPages, 'hint') : undefined;
}
