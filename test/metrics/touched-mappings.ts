import type { Machine } from '../../src/machine/machine.ts';
import { vmaLeaves } from '../../src/metrics/leaves.ts';
import { measureTouches } from '../../src/metrics/tlb.ts';
import type { TouchedMapping } from '../../src/metrics/touched-memory.ts';
import type { TouchPattern } from '../../src/tlb/patterns.ts';

/** A device mapping of one range. */
export function mapped(
  machine: Machine,
  vaBytes: number,
  lengthBytes: number,
  physBytes: number,
): TouchedMapping {
  const segment = { vaBytes, lengthBytes, targetBytes: physBytes };
  const vma = { vaBytes, lengthBytes, mappingOffsetBytes: 0, segments: [segment] };
  const { stretches } = vmaLeaves(machine, ['pud', 'pmd', 'pte'], vma);
  return { slot: 0, lengthBytes, contiguousBytes: Number.POSITIVE_INFINITY, vmas: [{ ...vma, stretches }] };
}

/** Every line in turn. */
export const sequential = (times: number): TouchPattern => ({ kind: 'stride', strideBytes: 64, times });

/** What touching one mapping counts. */
export const touch = (machine: Machine, mapping: TouchedMapping, pattern: TouchPattern) =>
  measureTouches(machine, [mapping], [{ slots: [mapping.slot], pattern }]);
