import type { MachineProblem } from '../machine.ts';
import type { MachineSettings } from '../settings.ts';
import { defaultTlb, TLB_NAMES, tlbGeometry } from './geometries.ts';
import type { MachineTlb, TlbArray } from './geometry.ts';

/** Settles a machine's TLB: the named geometry, or the default of the architecture, with the scenario's changes. */
export function buildTlb(
  arch: string,
  { tlb: name, tlbChanges = {} }: MachineSettings,
): { readonly tlb?: MachineTlb; readonly problems: readonly MachineProblem[] } {
  const base = name === undefined ? defaultTlb(arch) : tlbGeometry(name);
  if (!base) {
    const hint = `known: ${TLB_NAMES.join(', ')}`;
    return { problems: [{ setting: 'tlb', message: `unknown TLB geometry '${name}'`, hint }] };
  }
  const { arrays = [], coalesce = true, l2HitCycles, walkLevelCycles } = tlbChanges;
  const { id, coalesceBytes, costs, walkCaches } = base;
  const tlb: MachineTlb = {
    id,
    arrays: withArrays(base.arrays, arrays),
    coalesceBytes: coalesce ? coalesceBytes : 0,
    costs: {
      l2HitCycles: l2HitCycles ?? costs.l2HitCycles,
      walkLevelCycles: walkLevelCycles ?? costs.walkLevelCycles,
    },
    walkCaches,
    walkCached: tlbChanges.walkCaches ?? false,
    nestedBytes: tlbChanges.nestedBytes ?? 0,
  };
  return { tlb, problems: [] };
}

function withArrays(base: readonly TlbArray[], changed: readonly TlbArray[]): readonly TlbArray[] {
  return changed.reduce((arrays, array) => [...without(arrays, array), array], base);
}

/** The arrays without the sizes that another one of the same level takes over. */
function without(arrays: readonly TlbArray[], taken: TlbArray): readonly TlbArray[] {
  return arrays.flatMap((array) => {
    if (array.level !== taken.level) return [array];
    const leafBytes = array.leafBytes.filter((bytes) => !taken.leafBytes.includes(bytes));
    const quotas = array.quotas?.filter((quota) => leafBytes.includes(quota.leafBytes));
    return leafBytes.length === 0 ? [] : [{ ...array, leafBytes, ...(quotas && { quotas }) }];
  });
}
