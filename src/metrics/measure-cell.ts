import { LEAF_KINDS } from '../machine/architectures.ts';
import { GIB, MIB } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { Touch } from '../plan/operation.ts';
import type { CellOutcome, Extent } from '../replay/outcome.ts';
import { PopulatedRegions } from './faults.ts';
import {
  externalFragmentation,
  fragmentationWindow,
  gapHistogram,
  gapsIn,
  unusable,
} from './fragmentation.ts';
import { addLeaves, bytesTimesLevels, bytesUnder, noLeaves } from './leaves.ts';
import { type MappingMeasures, measureIdeal, measureMapping, placementRow } from './measure-mapping.ts';
import { PageTables } from './page-tables.ts';
import type { Row } from './results.ts';
import { measureTouches } from './tlb.ts';

/** The figures of one cell, without the columns that name it. */
export interface CellMeasures {
  readonly placements: readonly Row[];
  readonly coverage: Row;
  readonly fragmentation: Row;
}

/** What the cell's policy and its baseline add to the measurement. */
export interface CellContext {
  readonly machine: Machine;
  /** The `linux` run of the same cell: its VMAs set the window, its losses are the yardstick. */
  readonly linux: CellOutcome;
  /** `ideal`: leaves from arithmetic, no addresses. */
  readonly bound: boolean;
  readonly oneVa: boolean;
  readonly touches: readonly Touch[];
}

/** Measures what a cell came to. */
export function measureCell(outcome: CellOutcome, context: CellContext): CellMeasures {
  const { machine, bound } = context;
  const regions = new PopulatedRegions();
  const tables = new PageTables(machine);
  const ideal = { oneVa: context.oneVa, from: { vaBytes: 0 } };
  const measures = outcome.mappings.map((mapping) =>
    bound
      ? measureIdeal(machine, mapping, new PopulatedRegions(), tables, ideal)
      : measureMapping(machine, mapping, regions, tables),
  );
  return {
    placements: measures.map((one) => placementRow(machine, one, !bound)),
    coverage: {
      ...coverageRow(machine, measures, tables, bound),
      ...measureTouches(
        machine,
        measures.map(({ touched }) => touched),
        context.touches,
      ),
    },
    fragmentation: bound ? {} : fragmentationRow(outcome, context),
  };
}

function coverageRow(
  machine: Machine,
  measures: readonly MappingMeasures[],
  tables: PageTables,
  bound: boolean,
): Row {
  const counts = noLeaves();
  const ideal = noLeaves();
  for (const one of measures) {
    addLeaves(counts, one.counts);
    addLeaves(ideal, one.idealCounts);
  }
  const sum = (of: (one: MappingMeasures) => number) => measures.reduce((total, one) => total + of(one), 0);
  const sumKnown = (of: (one: MappingMeasures) => number | null | undefined) => {
    const known = measures.map(of).filter((value) => value !== null && value !== undefined);
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
  };
  const share = (of: (leaves: typeof counts) => number) => (of(ideal) === 0 ? null : of(counts) / of(ideal));
  const mapped = sum((one) => one.bytesMapped);
  const leaves = LEAF_KINDS.reduce((total, kind) => total + counts[kind], 0);
  const bits = measures.map((one) => one.aslrBits).filter((value) => value !== null);
  return {
    bytes_mapped: mapped,
    bytes_huge: bytesUnder(machine, counts, machine.pageBytes * 2),
    coverage_2m_or_more: mapped > 0 ? bytesUnder(machine, counts, 2 * MIB) / mapped : null,
    share_of_ideal: share((leavesOf) => bytesTimesLevels(machine, leavesOf)),
    share_2m: share((leavesOf) => bytesUnder(machine, leavesOf, 2 * MIB)),
    share_1g: share((leavesOf) => bytesUnder(machine, leavesOf, GIB)),
    ...Object.fromEntries(LEAF_KINDS.map((kind) => [`leaves_${kind}`, counts[kind]])),
    faults: sum((one) => one.faults),
    fallbacks_pmd: sum((one) => one.fallbacksPmd),
    fallbacks_pud: sum((one) => one.fallbacksPud),
    leaves,
    tlb_entries: leaves,
    page_table_bytes: tables.bytes(),
    type1_lookups: sumKnown((one) => one.type1Lookups),
    kvm_leaves_pte: sumKnown((one) => one.kvm?.pte),
    kvm_leaves_pmd: sumKnown((one) => one.kvm?.pmd),
    kvm_leaves_pud: sumKnown((one) => one.kvm?.pud),
    iommu_leaves_pte: sumKnown((one) => one.iommu?.pte),
    iommu_leaves_pmd: sumKnown((one) => one.iommu?.pmd),
    iommu_leaves_pud: sumKnown((one) => one.iommu?.pud),
    iotlb_entries: sumKnown((one) => one.iommu && one.iommu.pte + one.iommu.pmd + one.iommu.pud),
    aslr_bits: bound || bits.length === 0 ? null : Math.min(...bits),
  };
}

function fragmentationRow(outcome: CellOutcome, { machine, linux }: CellContext): Row {
  const window = fragmentationWindow(machine.layout, linux.mmapBaseBytes, linux.vmas);
  const gaps = gapsIn(window, outcome.vmas);
  const size = ({ start, end }: Extent) => end - start;
  const { vmas } = outcome;
  return {
    vmas: vmas.length,
    window_start: window.start,
    window_end: window.end,
    gaps: gaps.length,
    gap_bytes: gaps.reduce((sum, gap) => sum + size(gap), 0),
    largest_gap: gaps.reduce((most, gap) => Math.max(most, size(gap)), 0),
    gap_histogram: gapHistogram(gaps),
    unusable_2m: unusable(gaps, 2 * MIB),
    unusable_1g: unusable(gaps, GIB),
    extfrag_2m: externalFragmentation(gaps, 2 * MIB),
    extfrag_1g: externalFragmentation(gaps, GIB),
    span: vmas.length === 0 ? 0 : vmas.at(-1)!.end - vmas[0]!.start,
    bytes_lost_to_alignment: outcome.lostBytes,
    bytes_lost_over_linux: outcome.lostBytes - linux.lostBytes,
    failed: outcome.failed,
    padding_losses: outcome.paddingLosses,
    searches: outcome.searches,
    system_calls: outcome.systemCalls,
    hook_calls: outcome.hookCalls,
  };
}
