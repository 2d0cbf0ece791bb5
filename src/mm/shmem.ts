import { residue } from '../machine/bytes.ts';
import { archUnmappedArea } from './arch.ts';
import { type Area, type AreaRequest, areaAt, type MaskedSearch } from './area-request.ts';
import type { Mm } from './mm.ts';

/**
 * shmem_get_unmapped_area() of mm/shmem.c: an ordinary placement first; where huge pages are enabled and it came out
 * unaligned, a second one of the length plus a PMD less a page, rounded up from its low end.
 */
export function shmemUnmappedArea(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = []): Area {
  const plain = archUnmappedArea(mm, request, masks);
  const huge = mm.limits.pmd;
  if (plain.page < 0 || plain.via === 'fixed' || plain.via === 'hint') return plain;
  if (!hugeEnabled(mm, request) || request.lengthPages < huge) return plain;
  const offset = request.hasFile ? residue(request.pgoff, huge) : 0;
  if (offset > 0 && offset + request.lengthPages < 2 * huge) return plain;
  if (residue(plain.page, huge) === offset) return plain;
  const wanted = { lengthPages: request.lengthPages, alignPages: huge, offsetPages: offset };
  const before = mm.searches.length;
  const padded = { ...request, hasFile: false, pgoff: 0, lengthPages: request.lengthPages + huge - 1 };
  mm.padding = true;
  const area = archUnmappedArea(mm, padded, masks);
  mm.padding = false;
  for (let i = before; i < mm.searches.length; i++) {
    mm.searches[i] = { ...mm.searches[i]!, form: 'shmem', reason: 'shmem_get_unmapped_area, padded', wanted };
  }
  if (area.page < 0) return plain;
  const inflated = residue(area.page, huge);
  const page = area.page + offset - inflated + (inflated > offset ? huge : 0);
  if (page > mm.limits.taskSize - request.lengthPages) return plain;
  return areaAt(page, area.via, area.gapStart, area.gapEnd, huge, 'shmem');
}

/** Whether shmem may use huge pages here: shmem_enabled, and the mount's huge= for files. */
function hugeEnabled({ machine }: Mm, request: AreaRequest): boolean {
  const enabled = machine.thp.shmemEnabled;
  if (enabled === 'deny') return false;
  if (enabled === 'force') return true;
  return request.hasFile ? request.shmemHuge : enabled !== 'never';
}
