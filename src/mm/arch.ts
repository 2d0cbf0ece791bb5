import { genericBottomUp, genericTopDown } from './arch-generic.ts';
import { x86BottomUp, x86TopDown } from './arch-x86.ts';
import type { Area, AreaRequest, MaskedSearch } from './area-request.ts';
import type { Mm } from './mm.ts';

/** mm_get_unmapped_area(): the architecture's function for the process's layout. */
export function archUnmappedArea(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = []): Area {
  const topdown = mm.machine.layout === 'topdown';
  if (mm.machine.placement === 'x86')
    return topdown ? x86TopDown(mm, request, masks) : x86BottomUp(mm, request, masks);
  return topdown ? genericTopDown(mm, request, masks) : genericBottomUp(mm, request, masks);
}
