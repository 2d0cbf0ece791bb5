import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { CATALOGUE } from '../../src/metrics/catalogue.ts';
import { PopulatedRegions } from '../../src/metrics/faults.ts';
import { type CellContext, measureCell } from '../../src/metrics/measure-cell.ts';
import { measureMapping, placementRow, sourceLabel } from '../../src/metrics/measure-mapping.ts';
import { PageTables } from '../../src/metrics/page-tables.ts';
import type { CellOutcome, MappingOutcome } from '../../src/replay/outcome.ts';
import { ANON, device, file, machineOf, outcome, region } from './outcomes.ts';

/** Every column of a cell of two mappings, counted by hand. */
const X86 = machineOf();
const P = 4096;
const VA = 2 ** 46;
const PA = 2 ** 45;

/** A BAR of 2 GiB, congruent to its PA modulo 2M and not 1G. */
const BAR2 = outcome(device(region([PA, 2 * GIB])), [[VA + 2 * MIB, 2 * GIB]], {
  slot: 4,
  name: 'bar2',
  mmapOffsetBytes: 2 ** 41,
  search: 'mask 2M',
  alignBytes: 2 * MIB,
  searches: 2,
  systemCalls: 3,
  hookCalls: 1,
  lostBytes: 3 * P,
});
const BUFFER = outcome(ANON, [[VA + 8 * GIB, MIB]], {
  slot: 5,
  name: 'buffer',
  status: 'fallback',
  lengthBytes: MIB - 1,
});

function cell(mappings: readonly MappingOutcome[], more: Partial<CellOutcome> = {}): CellOutcome {
  return {
    failure: undefined,
    mappings,
    vmas: [
      { start: VA + 2 * MIB, end: VA + 2 * MIB + 2 * GIB },
      { start: VA + 8 * GIB, end: VA + 8 * GIB + MIB },
    ],
    mmapBaseBytes: VA + 16 * GIB,
    failed: 1,
    paddingLosses: 2,
    lostBytes: 3 * P,
    searches: 4,
    systemCalls: 5,
    hookCalls: 6,
    ...more,
  };
}
const LINUX = cell([], { vmas: [{ start: VA, end: VA + P }], lostBytes: P });
const context = (more: Partial<CellContext> = {}): CellContext => ({
  machine: X86,
  linux: LINUX,
  bound: false,
  oneVa: false,
  touches: [],
  ...more,
});
const columns = (table: 'placements' | 'coverage' | 'fragmentation') =>
  CATALOGUE.filter(({ tables }) => tables.includes(table))
    .map(({ name }) => name)
    .filter((name) => !['scenario', 'point', 'seed', 'policy', 'status'].includes(name))
    .sort();

describe('a cell of a BAR and a buffer', () => {
  const { placements, coverage, fragmentation } = measureCell(cell([BAR2, BUFFER]), context());

  it('has a row for each mapping', () => {
    expect(placements).toEqual([
      {
        mapping: 'bar2',
        source: 'gpu.bar2',
        status: 'placed',
        length: 2 * GIB,
        offset: 2 ** 41,
        pa: PA,
        address: VA + 2 * MIB,
        search: 'mask 2M',
        align: 2 * MIB,
        leaves_pte: 0,
        leaves_contpte: 0,
        leaves_pmd: 1024,
        leaves_contpmd: 0,
        leaves_pud: 0,
        bytes_huge: 2 * GIB,
        coverage_2m_or_more: 1,
        bytes_aligned: 2 * GIB,
        bytes_unaligned: 0,
        bytes_partial: 0,
        faults: 1024,
        fallbacks_pmd: 0,
        fallbacks_pud: 3,
        type1_lookups: 1024,
        kvm_leaves_pte: 0,
        kvm_leaves_pmd: 1024,
        kvm_leaves_pud: 0,
        iommu_leaves_pte: 0,
        iommu_leaves_pmd: 0,
        iommu_leaves_pud: 2,
        aslr_bits: 28 - 9,
        bytes_lost: 3 * P,
        searches: 2,
        system_calls: 3,
        hook_calls: 1,
      },
      {
        mapping: 'buffer',
        source: 'anon',
        status: 'fallback',
        length: MIB - 1,
        offset: 0,
        pa: null,
        address: VA + 8 * GIB,
        search: 'plain',
        align: P,
        leaves_pte: 256,
        leaves_contpte: 0,
        leaves_pmd: 0,
        leaves_contpmd: 0,
        leaves_pud: 0,
        bytes_huge: 0,
        coverage_2m_or_more: 0,
        bytes_aligned: 0,
        bytes_unaligned: 0,
        bytes_partial: MIB,
        faults: 256,
        fallbacks_pmd: 0,
        fallbacks_pud: 0,
        type1_lookups: null,
        kvm_leaves_pte: null,
        kvm_leaves_pmd: null,
        kvm_leaves_pud: null,
        iommu_leaves_pte: null,
        iommu_leaves_pmd: null,
        iommu_leaves_pud: null,
        aslr_bits: 28,
        bytes_lost: 0,
        searches: 1,
        system_calls: 1,
        hook_calls: 0,
      },
    ]);
    expect(Object.keys(placements[0]!).sort()).toEqual(
      columns('placements')
        .filter((name) => name !== 'status')
        .concat('status')
        .sort(),
    );
  });

  it('has their sums in coverage.csv', () => {
    expect(coverage).toMatchObject({
      bytes_mapped: 2 * GIB + MIB,
      bytes_huge: 2 * GIB,
      coverage_2m_or_more: (2 * GIB) / (2 * GIB + MIB),
      share_of_ideal: 0.5,
      share_2m: 1,
      share_1g: 0,
      leaves_pte: 256,
      leaves_contpte: 0,
      leaves_pmd: 1024,
      leaves_contpmd: 0,
      leaves_pud: 0,
      faults: 1280,
      fallbacks_pmd: 0,
      fallbacks_pud: 3,
      leaves: 1280,
      tlb_entries: 1280,
      // One PUD table, four PMD tables (three for the BAR), one PTE table.
      page_table_bytes: 6 * P,
      type1_lookups: 1024,
      kvm_leaves_pte: 0,
      kvm_leaves_pmd: 1024,
      kvm_leaves_pud: 0,
      iommu_leaves_pte: 0,
      iommu_leaves_pmd: 0,
      iommu_leaves_pud: 2,
      iotlb_entries: 2,
      tlb_touches: 16384,
      aslr_bits: 19,
    });
    expect(Object.keys(coverage).sort()).toEqual(columns('coverage'));
  });

  it('has the gaps of its address space in fragmentation.csv', () => {
    expect(fragmentation).toEqual({
      vmas: 2,
      window_start: VA,
      window_end: VA + 16 * GIB,
      gaps: 3,
      gap_bytes: 14 * GIB - MIB,
      largest_gap: 8 * GIB - MIB,
      gap_histogram: '21:1 32:2',
      unusable_2m: 1 - (14 * GIB - 2 * MIB) / (14 * GIB - MIB),
      unusable_1g: 1 - (12 * GIB) / (14 * GIB - MIB),
      extfrag_2m: -1,
      extfrag_1g: -1,
      span: 8 * GIB - MIB,
      bytes_lost_to_alignment: 3 * P,
      bytes_lost_over_linux: 2 * P,
      failed: 1,
      padding_losses: 2,
      searches: 4,
      system_calls: 5,
      hook_calls: 6,
    });
    expect(Object.keys(fragmentation).sort()).toEqual(columns('fragmentation'));
  });
});

describe('the bound', () => {
  const bound = measureCell(cell([BAR2, BUFFER]), context({ bound: true }));
  it('has leaves, no addresses and no costs', () => {
    expect(bound.placements[0]).toMatchObject({
      leaves_pud: 2,
      leaves_pmd: 0,
      faults: 2,
      fallbacks_pud: 0,
      address: null,
      search: '',
      align: null,
      aslr_bits: null,
      bytes_lost: null,
      searches: null,
      system_calls: null,
      hook_calls: null,
      pa: PA,
      length: 2 * GIB,
    });
    expect(bound.coverage).toMatchObject({ share_of_ideal: 1, share_1g: 1, faults: 258, aslr_bits: null });
    expect(bound.fragmentation).toEqual({});
  });
  it('with one VA for all ranges has what that gives', () => {
    const two = outcome(device(region([PA, GIB], [PA + 8 * GIB + MIB, GIB])), [[VA, 2 * GIB]]);
    const leaves = (oneVa: boolean) =>
      measureCell(cell([two]), context({ bound: true, oneVa })).placements[0];
    expect(leaves(false)).toMatchObject({ leaves_pud: 1, leaves_pmd: 511, leaves_pte: 512 });
    expect(leaves(true)).toMatchObject({ leaves_pud: 1, leaves_pmd: 0, leaves_pte: GIB / P });
    const own = measureCell(cell([two]), context()).coverage.share_2m as number;
    expect(own).toBe(GIB / (GIB + 511 * 2 * MIB));
  });
  it('keeps mappings apart: neighbours spare each other no fallback', () => {
    const odd = outcome(device(region([PA + P, 4 * P])), [[VA, 4 * P]]);
    const faults = measureCell(cell([odd, odd]), context({ bound: true })).placements.map(
      (row) => row.fallbacks_pmd,
    );
    expect(faults).toEqual([1, 1]);
  });
});

describe('single mappings', () => {
  const measured = (mapping: MappingOutcome, machine = X86) =>
    measureMapping(machine, mapping, new PopulatedRegions(), new PageTables(machine));
  const row = (mapping: MappingOutcome, machine = X86) =>
    placementRow(machine, measured(mapping, machine), true);

  it('that failed have no address and no alignment', () => {
    const failed = outcome(device(region([PA, GIB])), [], {
      status: 'failed',
      error: 'ENOMEM',
      lengthBytes: GIB,
      searched: false,
    });
    expect(row(failed)).toMatchObject({
      status: 'failed',
      address: null,
      align: null,
      aslr_bits: null,
      coverage_2m_or_more: null,
      faults: 0,
      pa: PA,
    });
    expect(measureCell(cell([failed]), context()).coverage).toMatchObject({
      bytes_mapped: 0,
      coverage_2m_or_more: null,
      share_of_ideal: 0,
      aslr_bits: null,
      tlb_touches: null,
    });
  });
  it('whose first pages are gone are named by where they began', () => {
    const bar = device(region([PA, GIB]));
    const cut = outcome(bar, [[VA + 3 * P, 5 * P, 3 * P]], { sourceOffsetBytes: 0, lengthBytes: 8 * P });
    expect(row(cut).address).toBe(VA);
    expect(row(outcome(bar, [[VA, P, 7 * P]])).pa).toBe(PA + 7 * P);
    expect(row(outcome(bar, [[VA, P, 2 * GIB]])).pa).toBeNull();
    expect(measured(cut).touched).toMatchObject({
      slot: 0,
      lengthBytes: 8 * P,
      vmas: [{ mappingOffsetBytes: 3 * P }],
    });
    const grown = outcome(
      bar,
      [
        [VA, 2 * P],
        [VA + GIB, 3 * P, 6 * P],
      ],
      { lengthBytes: 2 * P },
    );
    expect(measured(grown).touched.lengthBytes).toBe(9 * P);
  });
  it('of a device before 6.15 are looked up page by page for type1', () => {
    const mapping = outcome(device(region([PA, GIB])), [[VA, GIB]]);
    expect(row(mapping).type1_lookups).toBe(1);
    expect(row(mapping, machineOf({ faults: '6.14' })).type1_lookups).toBe(GIB / P);
  });
  it('that a guest sees have second-stage leaves, whatever they are', () => {
    const shown = outcome(file(2 * MIB), [[VA, 2 * MIB]], { guestBytes: 0 });
    expect(row(shown)).toMatchObject({ kvm_leaves_pmd: 1, iommu_leaves_pmd: 1, type1_lookups: null });
    const hidden = outcome(file(2 * MIB), [[VA, 2 * MIB]]);
    expect(row(hidden)).toMatchObject({ kvm_leaves_pmd: null, iommu_leaves_pmd: null });
    const gone = outcome(device(region([PA, GIB]), { revoked: true }), [[VA, GIB]]);
    expect(row(gone)).toMatchObject({ kvm_leaves_pud: 0, iommu_leaves_pud: 0, faults: 0, type1_lookups: 0 });
  });
  it('whose address was the caller’s lose no ASLR bits; no mapping has fewer than none', () => {
    const mapping = (more: Partial<MappingOutcome>) => outcome(device(region([PA, GIB])), [[VA, GIB]], more);
    expect(row(mapping({ searched: false })).aslr_bits).toBeNull();
    expect(row(mapping({ alignBytes: GIB })).aslr_bits).toBe(10);
    expect(row(mapping({ alignBytes: GIB }), machineOf({ aslrBits: 8 })).aslr_bits).toBe(0);
  });
  it('of several pieces add up', () => {
    const pieces = outcome(device(region([PA, GIB])), [
      [VA, 2 * MIB],
      [VA + 8 * MIB + P, 2 * MIB, 2 * MIB],
    ]);
    expect(row(pieces)).toMatchObject({
      leaves_pmd: 1,
      leaves_pte: 512,
      faults: 513,
      bytes_aligned: 2 * MIB,
      bytes_unaligned: 2 * MIB,
      kvm_leaves_pmd: 1,
      kvm_leaves_pte: 512,
      iommu_leaves_pmd: 2,
      fallbacks_pmd: 2,
      fallbacks_pud: 1,
    });
  });
  it('have words of thpmaps by pages where there is no PMD', () => {
    const none = machineOf({ leaves: { pmd: false, pud: false } });
    expect(row(outcome(ANON, [[VA, MIB]]), none)).toMatchObject({ bytes_aligned: MIB, bytes_partial: 0 });
  });
  it('are labelled by what they map', () => {
    const label = (mapping: MappingOutcome) => sourceLabel(mapping);
    expect([
      label(BAR2),
      label(BUFFER),
      label(outcome({ kind: 'anon', shared: true }, [])),
      label(outcome(file(MIB), [])),
      label(outcome({ kind: 'hugetlb', pageBytes: MIB }, [])),
    ]).toEqual(['gpu.bar2', 'anon', 'anon shared', 'model', 'hugetlb']);
  });
});

it('a cell without mappings has empty figures, and a span of 0', () => {
  const { coverage, fragmentation } = measureCell(cell([], { vmas: [] }), context());
  expect(coverage).toMatchObject({
    share_of_ideal: null,
    share_2m: null,
    share_1g: null,
    type1_lookups: null,
    iotlb_entries: null,
  });
  expect(fragmentation).toMatchObject({ span: 0, vmas: 0, gaps: 1 });
});

it('share_2m and share_1g are by bytes under leaves that large', () => {
  const half = outcome(device(region([PA, 2 * GIB])), [
    [VA, GIB],
    [VA + 4 * GIB + 2 * MIB, GIB, GIB],
  ]);
  expect(measureCell(cell([half]), context()).coverage).toMatchObject({
    share_1g: 0.5,
    share_2m: 1,
    share_of_ideal: 0.75,
  });
});
