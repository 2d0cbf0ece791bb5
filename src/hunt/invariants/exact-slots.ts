import { congruent, hex, residue, sizeText } from '../../machine/bytes.ts';
import { leavesAbovePage } from '../../machine/machine.ts';
import { replayUnder } from '../../metrics/run-cell.ts';
import type { Mm } from '../../mm/mm.ts';
import { VM } from '../../mm/vma.ts';
import type { MmapOperation } from '../../plan/operation.ts';
import { blockFits } from '../../policies/leaf-fit.ts';
import { physicalPieces } from '../../replay/source-facts.ts';
import type { Invariant, Subject } from './invariant.ts';

/** `exact-fit` takes a congruent slot wherever there is one: looked for here gap by gap. */
export const exactSlots: Invariant = {
  name: 'exact-fit',
  meaning:
    'where a slot congruent to the physical address is free in its window, exact-fit takes one of that size',
  violation({ plan, policies }) {
    const exact = policies.find(({ label }) => label === 'exact-fit');
    if (exact === undefined) return undefined;
    const mmaps = new Map(
      plan.program.operations.flatMap((one) => (one.op === 'mmap' ? [[one.slot, one]] : [])),
    );
    let problem: string | undefined;
    replayUnder(plan, exact, (slot, mm, area, request) => {
      const operation = mmaps.get(slot);
      if (operation === undefined || area.via === 'hint' || request.fixed) return;
      const pa = physicalAddress(plan, operation);
      const pgoff = residue(request.pgoff * mm.machine.pageBytes, 2 ** 40);
      const own = request.lengthPages === Math.ceil(operation.lengthBytes / mm.machine.pageBytes);
      // An mremap of the mapping has another length or begins elsewhere in it; the low window of MAP_32BIT is not its.
      if (
        pa === undefined ||
        !own ||
        pgoff < 0 ||
        (request.in32bit && mm.machine.placement === 'x86' && !mm.machine.compat)
      )
        return;
      problem ??= missed(mm, area.page, request.lengthPages, pa);
    });
    return problem;
  },
};

function physicalAddress(
  { point }: Subject['plan'],
  { source, offsetBytes }: MmapOperation,
): number | undefined {
  if (source.kind !== 'device') return undefined;
  const region = point.devices[source.device]!.regions[source.region]!;
  return physicalPieces(region, offsetBytes, 1)[0]?.physBytes;
}

/** The largest leaf of which a block fits and a slot is free: the address must be congruent for it. */
function missed(mm: Mm, page: number, lengthPages: number, pa: number): string | undefined {
  const { pageBytes } = mm.machine;
  for (const size of leavesAbovePage(mm.machine)) {
    if (!blockFits(pa, lengthPages * pageBytes, size)) continue;
    const slot = slotFor(mm, lengthPages, size / pageBytes, pa / pageBytes);
    if (slot === undefined) continue;
    if (page >= 0 && congruent(page * pageBytes, pa, size)) return undefined;
    return `a slot congruent for ${sizeText(size)} was free at ${hex(slot * pageBytes)}, it took ${hex(page * pageBytes)}`;
  }
  return undefined;
}

function slotFor(mm: Mm, length: number, align: number, target: number): number | undefined {
  const { limits, machine } = mm;
  const windows = [
    ...(machine.layout === 'topdown' ? [{ low: Math.max(1, limits.mmapMin), high: limits.mmapBase }] : []),
    { low: limits.legacyBase, high: limits.mapWindow },
  ];
  for (const { low, high } of windows) {
    for (const { start, end } of freeIn(mm, low, high)) {
      const first = start + residue(target - start, align);
      if (first + length <= end) return first;
    }
  }
  return undefined;
}

/** Free stretches of a window, less the guard gap below a stack. Pages. */
function freeIn(mm: Mm, low: number, high: number): { start: number; end: number }[] {
  const free: { start: number; end: number }[] = [];
  let at = low;
  for (const { start, end, flags } of mm.space.vmas()) {
    const guarded = flags & VM.GROWSDOWN ? start - mm.space.stackGuardPages : start;
    if (guarded > at) free.push({ start: at, end: Math.min(guarded, high) });
    at = Math.max(at, end);
  }
  if (at < high) free.push({ start: at, end: high });
  return free.filter(({ start, end }) => end > start);
}
