import type { LeafKind } from '../machine/architectures.ts';
import type { Machine } from '../machine/machine.ts';
import { packedMap } from '../machine/packed-map.ts';
import type { MappingOutcome } from '../replay/outcome.ts';
import { guestBase } from './guest-address.ts';
import { addLeaves, type LeafCounts, noLeaves, vmaLeaves } from './leaves.ts';
import { contiguousBytes, type PopulatedVma } from './population.ts';

/** Leaf sizes of I/O page tables: those of the processor's, without contiguous runs. */
const IOMMU_KINDS: readonly LeafKind[] = ['pud', 'pmd', 'pte'];

/**
 * The leaves that VFIO_IOMMU_MAP_DMA makes for one VMA that a VMM maps for DMA at its guest address. type1 joins pages
 * that follow one another physically, whatever the CPU's leaves are, so a device's range counts as a whole and its
 * IOVA must be congruent to the PA; other memory lies
 * together in folios, and its offset (anonymous: its address) is congruent to the PA as far as a folio reaches.
 */
export function iommuLeaves(machine: Machine, mapping: MappingOutcome, vma: PopulatedVma): LeafCounts {
  const most = contiguousBytes(machine, mapping);
  const kinds = IOMMU_KINDS.filter((kind) => kind === 'pte' || usable(machine.leafBytes[kind], most));
  const iova = guestBase(machine, mapping) + vma.mappingOffsetBytes;
  const counts = noLeaves();
  const shift = iova - vma.vaBytes;
  const segments = packedMap(vma.segments, (segment) => ({ ...segment, vaBytes: segment.vaBytes + shift }));
  addLeaves(counts, vmaLeaves(machine, kinds, { ...vma, vaBytes: iova, segments }).counts);
  return counts;
}

function usable(bytes: number, most: number): boolean {
  return bytes > 0 && bytes <= most;
}
