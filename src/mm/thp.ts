import { alignUp, residue } from '../machine/bytes.ts';
import { archUnmappedArea } from './arch.ts';
import { type Area, type AreaRequest, areaAt, type MaskedSearch } from './area-request.ts';
import type { Mm } from './mm.ts';

/** What __thp_get_unmapped_area() aligns to. Pages. */
export interface ThpAlignment {
  /** Size of the leaf: PMD_SIZE in the kernel's own calls. */
  readonly sizePages: number;
  /** The result is congruent to this: the file offset, or a physical address. */
  readonly offsetPages: number;
  readonly reason: string;
}

/**
 * __thp_get_unmapped_area() of mm/huge_memory.c: asks the whole arch path for the length plus one leaf, then trims.
 * `undefined` is its 0: nothing to align, or no room for the padding.
 */
export function thpUnmappedArea(
  mm: Mm,
  request: AreaRequest,
  { sizePages, offsetPages, reason }: ThpAlignment,
  masks: readonly MaskedSearch[] = [],
): Area | undefined {
  const { machine } = mm;
  const { switches } = machine.kernel;
  if (machine.compat && switches['4ef9ad19e176']) return undefined;
  const end = offsetPages + request.lengthPages;
  const aligned = alignUp(offsetPages, sizePages);
  if (end <= aligned || end - aligned < sizePages) return undefined;
  const wanted = { lengthPages: request.lengthPages, alignPages: sizePages, offsetPages };
  const before = mm.searches.length;
  const padded = { ...request, lengthPages: request.lengthPages + sizePages, pgoff: offsetPages };
  mm.padding = true;
  const area = archUnmappedArea(mm, padded, masks);
  mm.padding = false;
  for (let i = before; i < mm.searches.length; i++) {
    const record = mm.searches[i]!;
    if (record.form === 'plain') mm.searches[i] = { ...record, form: 'thp', reason, wanted };
  }
  if (area.page < 0) return undefined;
  if (area.via === 'fixed' || area.via === 'hint') return area;
  const trim = residue(offsetPages - area.page, sizePages);
  const upper = trim === 0 && machine.layout === 'topdown' && switches['96204e15310c'];
  const page = area.page + (upper ? sizePages : trim);
  return areaAt(page, area.via, area.gapStart, area.gapEnd, sizePages, 'thp');
}

/** thp_get_unmapped_area_vmflags(): aligned to the PMD, or else the plain path with the true length. */
export function thpOrPlain(
  mm: Mm,
  request: AreaRequest,
  offsetPages: number,
  masks: readonly MaskedSearch[] = [],
): Area {
  const alignment = { sizePages: mm.limits.pmd, offsetPages, reason: 'thp_get_unmapped_area' };
  return thpUnmappedArea(mm, request, alignment, masks) ?? archUnmappedArea(mm, request, masks);
}
