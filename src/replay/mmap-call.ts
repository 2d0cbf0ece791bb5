import type { Protection } from '../language/checked-scenario.ts';
import type { Area } from '../mm/area-request.ts';
import type { Backing } from '../mm/backing.ts';
import type { MmapCall } from '../mm/mmap.ts';
import { VM } from '../mm/vma.ts';
import type { MmapOperation } from '../plan/operation.ts';

/** A scenario's word for PROT_*, as VM flags. */
export const PROTECTION: Readonly<Record<Protection, number>> = {
  none: 0,
  r: VM.READ,
  rw: VM.READ | VM.WRITE,
  rx: VM.READ | VM.EXEC,
  rwx: VM.READ | VM.WRITE | VM.EXEC,
};

/** The mmap(2) call of an operation. */
export function mmapCall(
  operation: MmapOperation,
  backing: Backing | undefined,
  hintBytes: number,
  pgoff: number,
): MmapCall {
  return {
    hintBytes,
    lengthBytes: operation.lengthBytes,
    pgoff,
    fixed: operation.fixed,
    in32bit: operation.in32bit,
    growsdown: operation.growsdown,
    shared: operation.shared,
    noreserve: false,
    nohugepage: operation.nohugepage,
    prot: PROTECTION[operation.prot],
    backing,
    owner: operation.slot,
  };
}

/** Pages between a result and the end of its gap on the search's side; 0 for addresses that no search chose. */
export function lostPages(area: Area, lengthPages: number): number {
  if (area.page < 0) return 0;
  if (area.via === 'topdown') return area.gapEnd - (area.page + lengthPages);
  return area.via === 'bottomup' ? area.page - area.gapStart : 0;
}
