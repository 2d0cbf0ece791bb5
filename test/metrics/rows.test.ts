import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { CATALOGUE } from '../../src/metrics/catalogue.ts';
import { measureCell } from '../../src/metrics/measure-cell.ts';

import { BAR2, BUFFER, cell, context, P, PA, VA } from './cell-of-two.ts';

/** Every column of a cell of two mappings, counted by hand. */
const columns = (table: 'placements' | 'coverage' | 'fragmentation') =>
  CATALOGUE.filter(({ tables }) => tables.includes(table))
    .map(({ name }) => name)
    .filter((name) => !['scenario', 'point', 'seed', 'policy', 'status'].includes(name))
    .sort();

describe('a cell of a BAR and a buffer', () => {
  const measured = () => measureCell(cell([BAR2, BUFFER]), context());

  it('has a row for each mapping', () => {
    const { placements } = measured();
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
    const { coverage } = measured();
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
    const { fragmentation } = measured();
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
