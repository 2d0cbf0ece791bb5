import { residue } from '../machine/bytes.ts';
import { largestLeafBytes, type Machine } from '../machine/machine.ts';
import type { MappingOutcome } from '../replay/outcome.ts';

/** Guest address of the mapping's first byte: as the scenario says, or congruent to the PA by the largest leaf. */
export function guestBase(
  machine: Machine,
  { guestBytes, source, sourceOffsetBytes }: MappingOutcome,
): number {
  if (guestBytes !== undefined) return guestBytes;
  if (source.kind !== 'device') return 0;
  const largest = largestLeafBytes(machine);
  let offset = sourceOffsetBytes;
  for (const { physBytes, sizeBytes } of source.region.ranges) {
    if (offset < sizeBytes) return residue(physBytes + offset, largest);
    offset -= sizeBytes;
  }
  return 0;
}
