import { residue } from '../machine/bytes.ts';
import { archUnmappedArea } from './arch.ts';
import { type Area, type AreaRequest, failedArea, type MaskedSearch } from './area-request.ts';
import type { Mm } from './mm.ts';
import { shmemUnmappedArea } from './shmem.ts';
import { thpOrPlain } from './thp.ts';
import { ERRNO } from './vma.ts';

/**
 * __get_unmapped_area() of mm/mmap.c, as the machine's kernel has it.
 * @param masks - aligned searches that stand before the arch function's own, inside whatever wraps it.
 */
export function getUnmappedArea(mm: Mm, request: AreaRequest, masks: readonly MaskedSearch[] = []): Area {
  if (request.lengthPages > mm.limits.taskSize) return failedArea(ERRNO.ENOMEM);
  const area = choose(
    mm,
    request.hasFile || request.pgoff === 0 ? request : { ...request, pgoff: 0 },
    request.pgoff,
    masks,
  );
  if (area.page >= 0 && area.page > mm.limits.taskSize - request.lengthPages) return failedArea(ERRNO.ENOMEM);
  return area;
}

function choose(mm: Mm, request: AreaRequest, callersPgoff: number, masks: readonly MaskedSearch[]): Area {
  const { switches } = mm.machine.kernel;
  if (request.hook === 'hugetlb') return hugetlb(mm, request);
  if (request.hook === 'shmem' || (!request.hasFile && request.shared))
    return shmemUnmappedArea(mm, request, masks);
  if (request.hook === 'thp' && switches['1854bc6e2420'])
    return thpOrPlain(mm, request, request.pgoff, masks);
  if (request.hook !== 'thp' && thpByLength(mm, request)) {
    const offset = request.hasFile ? request.pgoff : switches['anon-pgoff-zero'] ? 0 : callersPgoff;
    return thpOrPlain(mm, request, offset, masks);
  }
  return archUnmappedArea(mm, request, masks);
}

/** Whether memory without a hook is aligned for its length: anonymous since 6.7, any file from 6.10 to 6.12. */
function thpByLength(mm: Mm, request: AreaRequest): boolean {
  const { switches } = mm.machine.kernel;
  if (request.hasFile) {
    if (!switches.ed48e87c7df3 || switches['34d7cf637c43']) return false;
  } else if (!switches.efa7df3e3bb5) {
    return false;
  }
  if (request.hintPages > 0 && switches['249608ee4713']) return false;
  if (switches.d4148aeab412) return residue(request.lengthPages, mm.limits.pmd) === 0;
  return request.lengthPages >= mm.limits.pmd;
}

/** hugetlb_get_unmapped_area(): whole huge pages only, aligned to their size, pgoff apart. */
function hugetlb(mm: Mm, request: AreaRequest): Area {
  const huge = request.hugetlbPages;
  if (residue(request.lengthPages, huge) !== 0) return failedArea(ERRNO.EINVAL);
  if (request.fixed && residue(request.hintPages, huge) !== 0) return failedArea(ERRNO.EINVAL);
  const hintPages = Math.ceil(request.hintPages / huge) * huge;
  return archUnmappedArea(mm, { ...request, hintPages });
}
