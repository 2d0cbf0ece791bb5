import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { PopulatedRegions } from '../../src/metrics/faults.ts';
import { measureCell } from '../../src/metrics/measure-cell.ts';
import { measureMapping, placementRow, sourceLabel } from '../../src/metrics/measure-mapping.ts';
import { PageTables } from '../../src/metrics/page-tables.ts';
import type { MappingOutcome } from '../../src/replay/outcome.ts';
import { BAR2, BUFFER, cell, context, P, PA, VA, X86 } from './cell-of-two.ts';
import { ANON, device, file, machineOf, outcome, region } from './outcomes.ts';

/** The bound's rows, and single mappings of every kind. */
describe('the bound', () => {
  it('has leaves, no addresses and no costs', () => {
    const bound = measureCell(cell([BAR2, BUFFER]), context({ bound: true }));
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
    expect(row(outcome(bar, [[VA, P, 7 * P]]))).toMatchObject({ address: VA, pa: PA + 7 * P });
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

it('a cell of memory that no device has and no guest sees has no figures of either', () => {
  expect(measureCell(cell([BUFFER]), context()).coverage).toMatchObject({
    bytes_mapped: MIB,
    type1_lookups: null,
    kvm_leaves_pte: null,
    iommu_leaves_pte: null,
    iotlb_entries: null,
  });
});

it('IOTLB entries are I/O leaves of every size', () => {
  const odd = outcome(device(region([PA, GIB + 2 * MIB + 3 * P])), [[VA, GIB + 2 * MIB + 3 * P]]);
  expect(measureCell(cell([odd]), context()).coverage).toMatchObject({
    iommu_leaves_pud: 1,
    iommu_leaves_pmd: 1,
    iommu_leaves_pte: 3,
    iotlb_entries: 5,
  });
});

it('extfrag is the index of mm/vmstat.c: 1 - (1 + free / request) / gaps where no gap holds the request', () => {
  // Gaps of 1M, 1M and, up to mmap_base, 1M.
  const vmas = [VA, VA + 2 * MIB, VA + 4 * MIB].map((start) => ({ start, end: start + MIB }));
  const linux = cell([], { vmas, mmapBaseBytes: VA + 6 * MIB });
  expect(measureCell(cell([], { vmas }), context({ linux })).fragmentation).toMatchObject({
    gaps: 3,
    extfrag_2m: 1 - (1 + 3 / 2) / 3,
    extfrag_1g: 1 - (1 + 3 / 1024) / 3,
  });
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
