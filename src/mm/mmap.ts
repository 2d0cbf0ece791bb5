import { alignUp } from '../machine/bytes.ts';
import { type Area, type AreaRequest, failedArea } from './area-request.ts';
import { ANONYMOUS, type Backing, sharedAnonymous } from './backing.ts';
import { getUnmappedArea } from './get-unmapped-area.ts';
import type { Mm } from './mm.ts';
import { ERRNO, VM } from './vma.ts';

/** mmap(2) as the caller makes it. Addresses and lengths in bytes, pgoff in pages. */
export interface MmapCall {
  readonly hintBytes: number;
  readonly lengthBytes: number;
  readonly pgoff: number;
  readonly fixed: 'no' | 'fixed' | 'noreplace';
  readonly in32bit: boolean;
  readonly growsdown: boolean;
  readonly shared: boolean;
  readonly noreserve: boolean;
  readonly nohugepage: boolean;
  /** A sum of VM.READ, VM.WRITE, VM.EXEC. */
  readonly prot: number;
  /** The file; `undefined` for anonymous memory. */
  readonly backing: Backing | undefined;
  /** Which mapping of the replay this is. */
  readonly owner: number;
}

/** What a memory call did. */
export interface CallResult {
  /** The address's page, or a negative errno. */
  readonly page: number;
  readonly lengthPages: number;
  readonly area: Area;
}

/** Who chooses the address: the kernel, or the kernel with a policy in front. */
export type Place = (mm: Mm, request: AreaRequest) => Area;

/** do_mmap() and mmap_region() of mm/mmap.c. */
export function mmap(mm: Mm, call: MmapCall, place: Place = getUnmappedArea): CallResult {
  if (mm.searches.length > 0) mm.searches.length = 0;
  mm.searchCount = 0;
  const page = mm.machine.pageBytes;
  const hugetlbPages = call.backing === undefined ? 0 : call.backing.hugetlbPages;
  const lengthPages = alignUp(call.lengthBytes, hugetlbPages > 0 ? hugetlbPages * page : page) / page;
  if (call.lengthBytes <= 0) return failed(ERRNO.EINVAL, lengthPages);
  if (mm.space.mapCount > mm.space.maxMapCount) return failed(ERRNO.ENOMEM, lengthPages);
  const hintPages = hint(mm, call);
  if (!Number.isInteger(hintPages)) return failed(ERRNO.EINVAL, lengthPages);
  const area = place(mm, areaRequest(call, hintPages, lengthPages));
  if (area.page < 0) return failed(area.page, lengthPages);
  if (area.page < mm.limits.mmapMin) return failed(ERRNO.EPERM, lengthPages);
  const end = area.page + lengthPages;
  if (end > mm.limits.taskSize) return failed(ERRNO.ENOMEM, lengthPages);
  if (call.fixed === 'noreplace' && !mm.space.isFree(area.page, end))
    return failed(ERRNO.EEXIST, lengthPages);
  if (call.fixed === 'fixed') {
    const error = mm.space.remove(area.page, end);
    if (error < 0) return failed(error, lengthPages);
  }
  mapRegion(mm, call, area.page, lengthPages);
  return { page: area.page, lengthPages, area };
}

function failed(errno: number, lengthPages: number): CallResult {
  return { page: errno, lengthPages, area: failedArea(errno) };
}

/** round_hint_to_min() for hints; MAP_FIXED addresses as they are. Pages. */
function hint(mm: Mm, { hintBytes, fixed }: MmapCall): number {
  if (hintBytes === 0) return 0;
  const pages = hintBytes / mm.machine.pageBytes;
  if (fixed !== 'no') return pages;
  const whole = Math.floor(pages);
  return whole > 0 && whole < mm.limits.mmapMin ? mm.limits.mmapMin : whole;
}

function areaRequest(call: MmapCall, hintPages: number, lengthPages: number): AreaRequest {
  const { backing } = call;
  return {
    hasFile: backing !== undefined,
    hook: backing?.hook ?? 'none',
    shared: call.shared,
    shmemHuge: backing?.shmemHuge ?? false,
    hintPages,
    lengthPages,
    pgoff: call.pgoff,
    fixed: call.fixed !== 'no',
    in32bit: call.in32bit,
    hugetlbPages: backing?.hugetlbPages ?? 0,
  };
}

function mapRegion(mm: Mm, call: MmapCall, start: number, lengthPages: number): void {
  const anonymous = call.backing === undefined;
  const backing = call.backing ?? (call.shared ? sharedAnonymous(mm) : ANONYMOUS);
  const pgoff = !anonymous ? call.pgoff : call.shared ? 0 : start;
  mm.space.add(start, start + lengthPages, {
    flags: vmFlags(call, backing),
    file: backing.file,
    pgoff,
    owner: call.owner,
  });
}

/** calc_vm_flag_bits() and the accounting of mmap_region(), as far as merging sees them. */
export function vmFlags(call: MmapCall, backing: Backing): number {
  let flags = call.prot;
  if (call.shared) flags |= VM.SHARED;
  if (call.growsdown) flags |= VM.GROWSDOWN;
  if (call.nohugepage) flags |= VM.NOHUGEPAGE;
  if (call.noreserve) flags |= VM.NORESERVE;
  if (backing.special || backing.hugetlbPages > 0) flags |= VM.SPECIAL;
  if (backing.hugetlbPages > 0) flags |= VM.HUGETLB;
  if (backing.closes) flags |= VM.CLOSES;
  const accountable =
    !call.shared && (call.prot & VM.WRITE) !== 0 && !call.noreserve && backing.hugetlbPages === 0;
  return accountable ? flags | VM.ACCOUNT : flags;
}
