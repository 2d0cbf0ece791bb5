import { GIB, MIB } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { KvmLeaves } from './kvm.ts';
import { addLeaves, bytesTimesLevels, bytesUnder, type LeafCounts, noLeaves } from './leaves.ts';
import type { MappingMeasures } from './measure-mapping.ts';
import type { PageTables } from './page-tables.ts';
import type { Row } from './results.ts';

/** The row of coverage.csv, without the columns that name the cell and those of touches. */
export function coverageRow(
  machine: Machine,
  measures: readonly MappingMeasures[],
  tables: PageTables,
  bound: boolean,
): Row {
  const { bytes, faults, fallbacksPmd, fallbacksPud, lookups, counts, ideal, kvm, iommu, aslrBits } =
    sumsOf(measures);
  const leaves = counts.pte + counts.contpte + counts.pmd + counts.contpmd + counts.pud;
  const bytes2m = bytesUnder(machine, counts, 2 * MIB);
  return {
    bytes_mapped: bytes,
    bytes_huge: bytesUnder(machine, counts, machine.pageBytes * 2),
    coverage_2m_or_more: ratio(bytes2m, bytes),
    share_of_ideal: ratio(bytesTimesLevels(machine, counts), bytesTimesLevels(machine, ideal)),
    share_2m: ratio(bytes2m, bytesUnder(machine, ideal, 2 * MIB)),
    share_1g: ratio(bytesUnder(machine, counts, GIB), bytesUnder(machine, ideal, GIB)),
    leaves_pte: counts.pte,
    leaves_contpte: counts.contpte,
    leaves_pmd: counts.pmd,
    leaves_contpmd: counts.contpmd,
    leaves_pud: counts.pud,
    faults,
    fallbacks_pmd: fallbacksPmd,
    fallbacks_pud: fallbacksPud,
    leaves,
    tlb_entries: leaves,
    page_table_bytes: tables.bytes(),
    type1_lookups: lookups,
    kvm_leaves_pte: kvm?.pte ?? null,
    kvm_leaves_pmd: kvm?.pmd ?? null,
    kvm_leaves_pud: kvm?.pud ?? null,
    iommu_leaves_pte: iommu?.pte ?? null,
    iommu_leaves_pmd: iommu?.pmd ?? null,
    iommu_leaves_pud: iommu?.pud ?? null,
    iotlb_entries: iommu && iommu.pte + iommu.pmd + iommu.pud,
    aslr_bits: bound ? null : aslrBits,
  };
}

/** null where there is nothing that it could be a part of. */
function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** All mappings of a cell together; null where none of them has such a figure. */
interface Sums {
  bytes: number;
  faults: number;
  fallbacksPmd: number;
  fallbacksPud: number;
  readonly counts: LeafCounts;
  readonly ideal: LeafCounts;
  lookups: number | null;
  kvm: KvmLeaves | null;
  iommu: LeafCounts | null;
  /** Of the mapping that is easiest to guess. */
  aslrBits: number | null;
}

/** In one pass: lists on the way are what most of a sweep's memory would go to. */
function sumsOf(measures: readonly MappingMeasures[]): Sums {
  const sums: Sums = {
    bytes: 0,
    faults: 0,
    fallbacksPmd: 0,
    fallbacksPud: 0,
    counts: noLeaves(),
    ideal: noLeaves(),
    lookups: null,
    kvm: null,
    iommu: null,
    aslrBits: null,
  };
  for (const one of measures) {
    const { type1Lookups, kvm, iommu, aslrBits } = one;
    sums.bytes += one.bytesMapped;
    sums.faults += one.faults;
    sums.fallbacksPmd += one.fallbacksPmd;
    sums.fallbacksPud += one.fallbacksPud;
    addLeaves(sums.counts, one.counts);
    addLeaves(sums.ideal, one.idealCounts);
    if (type1Lookups !== null) sums.lookups = (sums.lookups ?? 0) + type1Lookups;
    if (kvm) sums.kvm = withKvm(sums.kvm, kvm);
    if (iommu) {
      sums.iommu ??= noLeaves();
      addLeaves(sums.iommu, iommu);
    }
    if (aslrBits !== null) sums.aslrBits = Math.min(sums.aslrBits ?? aslrBits, aslrBits);
  }
  return sums;
}

function withKvm(sum: KvmLeaves | null, { pte, pmd, pud }: KvmLeaves): KvmLeaves {
  return sum ? { pte: sum.pte + pte, pmd: sum.pmd + pmd, pud: sum.pud + pud } : { pte, pmd, pud };
}
