import { LEAF_KINDS } from '../machine/architectures.ts';
import { MIB } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { MappingOutcome } from '../replay/outcome.ts';
import { physicalPieces } from '../replay/source-facts.ts';
import { alignmentBytes } from './alignment.ts';
import type { PopulatedRegions } from './faults.ts';
import { iommuLeaves } from './iommu.ts';
import { type KvmLeaves, kvmLeaves } from './kvm.ts';
import { addLeaves, bytesUnder, type LeafCounts, noLeaves, vmaLeaves } from './leaves.ts';
import type { PageTables } from './page-tables.ts';
import { contiguousBytes, idealVmas, type PopulatedVma, populatedVmas, populationOf } from './population.ts';
import type { Row } from './results.ts';
import type { PlacedLeaves, TouchedMapping } from './touched-memory.ts';

/** What a named mapping came to. Bytes. */
export interface MappingMeasures {
  readonly mapping: MappingOutcome;
  readonly bytesMapped: number;
  readonly counts: LeafCounts;
  /** The leaves under `ideal`. */
  readonly idealCounts: LeafCounts;
  readonly faults: number;
  readonly fallbacksPmd: number;
  readonly fallbacksPud: number;
  /** null for memory that no device has. */
  readonly type1Lookups: number | null;
  /** null where no guest sees it. */
  readonly kvm: KvmLeaves | null;
  /** I/O page tables; null where no VMM maps it for DMA. */
  readonly iommu: LeafCounts | null;
  readonly touched: TouchedMapping;
  /** null where the address was the caller's, or there is none. */
  readonly aslrBits: number | null;
  readonly aligned: number;
  readonly unaligned: number;
  readonly partial: number;
}

/** How `ideal` looks at mappings with several physical ranges. */
export interface IdealOptions {
  readonly oneVa: boolean;
  /** Where the next fictional address may begin: shared by the mappings of a cell. Bytes. */
  readonly from?: { vaBytes: number };
}

/** Measures one mapping; the mappings of a cell share their page tables, in the order they were made. */
export function measureMapping(
  machine: Machine,
  mapping: MappingOutcome,
  regions: PopulatedRegions,
  tables: PageTables,
  ideal: IdealOptions = { oneVa: false },
): MappingMeasures {
  return measure(machine, mapping, populatedVmas(mapping), regions, tables, ideal);
}

/** Measures a mapping as `ideal` has it: alone, at addresses that suit it best. */
export function measureIdeal(
  machine: Machine,
  mapping: MappingOutcome,
  regions: PopulatedRegions,
  tables: PageTables,
  ideal: IdealOptions,
): MappingMeasures {
  return measure(machine, mapping, idealVmas(mapping, ideal.oneVa, ideal.from), regions, tables, ideal);
}

function measure(
  machine: Machine,
  mapping: MappingOutcome,
  vmas: readonly PopulatedVma[],
  regions: PopulatedRegions,
  tables: PageTables,
  ideal: IdealOptions,
): MappingMeasures {
  const population = populationOf(machine, mapping);
  const device = mapping.source.kind === 'device';
  const guest = device || mapping.guestBytes !== undefined;
  const sums = {
    bytes: 0,
    faults: 0,
    fallbacksPmd: 0,
    fallbacksPud: 0,
    aligned: 0,
    unaligned: 0,
    partial: 0,
  };
  const kvm = { pte: 0, pmd: 0, pud: 0 };
  const iommu = noLeaves();
  const counts = noLeaves();
  const placed: PlacedLeaves[] = [];
  for (const vma of vmas) {
    const leaves = vmaLeaves(machine, population.kinds, vma);
    const faults = regions.populate(machine, population, vma, leaves);
    tables.add(population, vma, leaves);
    addLeaves(counts, leaves.counts);
    sums.bytes += vma.lengthBytes;
    add(sums, faults);
    add(sums, alignmentBytes(vma, machine.leafBytes.pmd || machine.pageBytes));
    placed.push({ stretches: leaves.stretches, ...vma });
    if (!guest || population.by === 'none') continue;
    add(kvm, kvmLeaves(machine, mapping, vma, leaves.counts));
    addLeaves(iommu, iommuLeaves(machine, mapping, vma));
  }
  const leafCount = LEAF_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  return {
    mapping,
    bytesMapped: sums.bytes,
    counts,
    idealCounts: idealLeaves(machine, mapping, ideal.oneVa),
    faults: sums.faults,
    fallbacksPmd: sums.fallbacksPmd,
    fallbacksPud: sums.fallbacksPud,
    type1Lookups: device ? (machine.faults.type1Batch ? leafCount : sums.bytes / machine.pageBytes) : null,
    kvm: guest ? kvm : null,
    iommu: guest ? iommu : null,
    touched: {
      slot: mapping.slot,
      lengthBytes: placed.reduce(
        (most, vma) => Math.max(most, vma.mappingOffsetBytes + vma.lengthBytes),
        mapping.lengthBytes,
      ),
      contiguousBytes: contiguousBytes(machine, mapping),
      vmas: placed,
    },
    aslrBits: mapping.searched
      ? Math.max(0, machine.aslrBits - Math.log2(mapping.alignBytes / machine.pageBytes))
      : null,
    aligned: sums.aligned,
    unaligned: sums.unaligned,
    partial: sums.partial,
  };
}

function add<More extends Readonly<Record<keyof More, number>>>(
  sums: { -readonly [Name in keyof More]: number },
  more: More,
): void {
  for (const name in more) sums[name] += more[name];
}

function idealLeaves(machine: Machine, mapping: MappingOutcome, oneVa: boolean): LeafCounts {
  const counts = noLeaves();
  const { kinds } = populationOf(machine, mapping);
  for (const vma of idealVmas(mapping, oneVa)) addLeaves(counts, vmaLeaves(machine, kinds, vma).counts);
  return counts;
}

/** The row of placements.csv, without the columns that name the cell. */
export function placementRow(machine: Machine, measures: MappingMeasures, placed: boolean): Row {
  const { mapping, counts, kvm } = measures;
  const first = mapping.pieces[0];
  const made = mapping.status !== 'failed';
  return {
    mapping: mapping.name,
    source: sourceLabel(mapping),
    status: mapping.status,
    length: mapping.lengthBytes,
    offset: mapping.mmapOffsetBytes,
    pa: physicalAddress(mapping),
    address: placed && first ? first.vaBytes - (first.offsetBytes - mapping.sourceOffsetBytes) : null,
    search: placed ? mapping.search : '',
    align: placed && made ? mapping.alignBytes : null,
    leaves_pte: counts.pte,
    leaves_contpte: counts.contpte,
    leaves_pmd: counts.pmd,
    leaves_contpmd: counts.contpmd,
    leaves_pud: counts.pud,
    bytes_huge: bytesUnder(machine, counts, machine.pageBytes * 2),
    coverage_2m_or_more:
      measures.bytesMapped > 0 ? bytesUnder(machine, counts, 2 * MIB) / measures.bytesMapped : null,
    bytes_aligned: measures.aligned,
    bytes_unaligned: measures.unaligned,
    bytes_partial: measures.partial,
    faults: measures.faults,
    fallbacks_pmd: measures.fallbacksPmd,
    fallbacks_pud: measures.fallbacksPud,
    type1_lookups: measures.type1Lookups,
    kvm_leaves_pte: kvm?.pte ?? null,
    kvm_leaves_pmd: kvm?.pmd ?? null,
    kvm_leaves_pud: kvm?.pud ?? null,
    iommu_leaves_pte: measures.iommu?.pte ?? null,
    iommu_leaves_pmd: measures.iommu?.pmd ?? null,
    iommu_leaves_pud: measures.iommu?.pud ?? null,
    aslr_bits: placed ? measures.aslrBits : null,
    bytes_lost: placed ? mapping.lostBytes : null,
    searches: placed ? mapping.searches : null,
    system_calls: placed ? mapping.systemCalls : null,
    hook_calls: placed ? mapping.hookCalls : null,
  };
}

/** What is mapped, for tables: `gpu.bar2`, the name of a file, `anon`. */
export function sourceLabel({ source }: MappingOutcome): string {
  if (source.kind === 'device') return `${source.device.name}.${source.region.name}`;
  if (source.kind === 'file') return source.file.name;
  return source.kind === 'hugetlb' ? 'hugetlb' : source.shared ? 'anon shared' : 'anon';
}

function physicalAddress({ source, sourceOffsetBytes }: MappingOutcome): number | null {
  if (source.kind !== 'device') return null;
  return physicalPieces(source.region, sourceOffsetBytes, 1)[0]?.physBytes ?? null;
}
