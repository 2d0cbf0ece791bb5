import { describe, expect, it } from 'vitest';
import { LEAF_KINDS, type LeafKind } from '../../src/machine/architectures.ts';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { alignmentBytes } from '../../src/metrics/alignment.ts';
import { PopulatedRegions } from '../../src/metrics/faults.ts';
import { addLeaves, bytesTimesLevels, bytesUnder, noLeaves, vmaLeaves } from '../../src/metrics/leaves.ts';
import { PageTables } from '../../src/metrics/page-tables.ts';
import type { PopulatedVma, Population } from '../../src/metrics/population.ts';
import { machineOf } from './outcomes.ts';

/** Leaves, faults and tables of single VMAs, counted by hand: kernel-facts 4.2, 4.5, 5.2. */
const X86 = machineOf();
const P = 4 * KIB;
const VA = 2 ** 46;
const HUGE: readonly LeafKind[] = ['pud', 'pmd', 'pte'];

function vma(vaBytes: number, lengthBytes: number, targetBytes = vaBytes): PopulatedVma {
  return { vaBytes, lengthBytes, mappingOffsetBytes: 0, segments: [{ vaBytes, lengthBytes, targetBytes }] };
}
function populate(
  of: PopulatedVma,
  by: Population['by'] = 'huge-fault',
  kinds = HUGE,
  machine: Machine = X86,
  regions = new PopulatedRegions(),
) {
  return regions.populate(machine, { by, kinds }, of, vmaLeaves(machine, kinds, of));
}
const counted = (faults: number, fallbacksPmd: number, fallbacksPud: number) => ({
  faults,
  fallbacksPmd,
  fallbacksPud,
});

describe('leaves', () => {
  it('cover whole congruent blocks, the largest first', () => {
    const { counts, stretches, belowPud, belowPmd } = vmaLeaves(
      X86,
      HUGE,
      vma(VA - 2 * MIB - P, GIB + 4 * MIB),
    );
    expect(counts).toEqual({ pte: 512, contpte: 0, pmd: 1, contpmd: 0, pud: 1 });
    expect(stretches.map(({ kind, start, end }) => [kind, start - VA, end - VA])).toEqual([
      ['pte', -2 * MIB - P, -2 * MIB],
      ['pmd', -2 * MIB, 0],
      ['pud', 0, GIB],
      ['pte', GIB, GIB + 2 * MIB - P],
    ]);
    const below = (of: readonly { start: number; end: number }[]) =>
      of.map(({ start, end }) => [start - VA, end - VA]);
    expect(below(belowPud)).toEqual([
      [-2 * MIB - P, 0],
      [GIB, GIB + 2 * MIB - P],
    ]);
    expect(below(belowPmd)).toEqual([
      [-2 * MIB - P, -2 * MIB],
      [GIB, GIB + 2 * MIB - P],
    ]);
  });
  it('of sizes whose congruence does not hold there are none', () => {
    expect(vmaLeaves(X86, HUGE, vma(VA, GIB, 2 * MIB)).counts).toMatchObject({ pud: 0, pmd: 512, pte: 0 });
    expect(vmaLeaves(X86, HUGE, vma(VA, GIB, P)).counts).toMatchObject({ pud: 0, pmd: 0, pte: GIB / P });
  });
  it('of one kind only leave the rest uncovered', () => {
    const { counts, stretches, belowPud, belowPmd } = vmaLeaves(X86, ['pmd'], vma(VA, 3 * MIB));
    expect([counts.pmd, stretches.length, belowPud.length, belowPmd.length]).toEqual([1, 1, 1, 0]);
    const arm = machineOf({ arch: 'arm64' });
    const mixed = vmaLeaves(arm, ['pud', 'contpmd', 'pmd', 'contpte', 'pte'], vma(VA, 64 * KIB + P));
    expect([mixed.belowPud.length, mixed.belowPmd.length]).toEqual([1, 1]);
    const ptes = vmaLeaves(X86, ['pte'], vma(VA, P));
    expect([ptes.belowPud.length, ptes.belowPmd.length]).toEqual([1, 1]);
  });
  it('add up, in bytes from a size on, and in levels saved', () => {
    const counts = noLeaves();
    expect(counts).toEqual({ pte: 0, contpte: 0, pmd: 0, contpmd: 0, pud: 0 });
    addLeaves(counts, { pte: 1, contpte: 2, pmd: 3, contpmd: 4, pud: 5 });
    addLeaves(counts, { pte: 1, contpte: 0, pmd: 0, contpmd: 0, pud: 0 });
    expect(counts).toEqual({ pte: 2, contpte: 2, pmd: 3, contpmd: 4, pud: 5 });
    const arm = machineOf({ arch: 'arm64' });
    const from = (least: number) => bytesUnder(arm, counts, least);
    const huge = 3 * 2 * MIB + 4 * 32 * MIB + 5 * GIB;
    expect([from(P), from(2 * P), from(64 * KIB), from(2 * MIB), from(GIB), from(0)]).toEqual([
      2 * P + 128 * KIB + huge,
      128 * KIB + huge,
      128 * KIB + huge,
      huge,
      5 * GIB,
      2 * P + 128 * KIB + huge,
    ]);
    expect(bytesTimesLevels(arm, counts)).toBe(huge + 5 * GIB);
  });
});

describe('thpmaps words', () => {
  const of = (va: number, length: number, target = va) => alignmentBytes(vma(va, length, target), 2 * MIB);
  it('whole blocks of the source are aligned or not; what is left is partial', () => {
    expect(of(VA, 4 * MIB)).toEqual({ aligned: 4 * MIB, unaligned: 0, partial: 0 });
    expect(of(VA, 4 * MIB, P)).toEqual({ aligned: 0, unaligned: 2 * MIB, partial: 2 * MIB });
    expect(of(VA + P, 4 * MIB, P)).toEqual({ aligned: 2 * MIB, unaligned: 0, partial: 2 * MIB });
    expect(of(VA + P, MIB, P)).toEqual({ aligned: 0, unaligned: 0, partial: MIB });
    const [one, other] = [vma(VA, 2 * MIB), vma(VA + 2 * MIB, 2 * MIB, P)];
    const both = { ...one, segments: [...one.segments, ...other.segments] };
    expect(alignmentBytes(both, 2 * MIB)).toEqual({ aligned: 2 * MIB, unaligned: 0, partial: 2 * MIB });
  });
});

describe('faults', () => {
  it('of a 2 GiB BAR: 2, 1024 or 524288, with fallbacks by region (kernel-facts 8)', () => {
    expect(populate(vma(VA, 2 * GIB))).toEqual(counted(2, 0, 0));
    expect(populate(vma(VA + 2 * MIB, 2 * GIB, 2 * MIB + 2 * GIB - GIB / 2))).toEqual(counted(1024, 0, 3));
    expect(populate(vma(VA + P, 2 * GIB, 0))).toEqual(counted(524288, 1025, 3));
    expect(populate(vma(VA + P, 2 * GIB), 'huge-fault', ['pte'])).toEqual(counted(524288, 0, 0));
  });
  it('are not tried where a neighbour made the lower table already', () => {
    const regions = new PopulatedRegions();
    expect(populate(vma(VA + P, 3 * P, 0), 'huge-fault', HUGE, X86, regions)).toEqual(counted(3, 1, 1));
    expect(populate(vma(VA + 8 * P, P, 0), 'huge-fault', HUGE, X86, regions)).toEqual(counted(1, 0, 0));
    const [edge, end] = [VA + 2 * MIB - P, VA + GIB];
    expect(populate(vma(edge, 2 * P, 0), 'huge-fault', HUGE, X86, regions)).toEqual(counted(2, 1, 0));
    expect(populate(vma(end - P, 2 * P, 0), 'huge-fault', HUGE, X86, regions)).toEqual(counted(2, 2, 1));
    expect(populate(vma(end - 3 * MIB, 3 * MIB - P, P), 'huge-fault', HUGE, X86, regions)).toEqual(
      counted(767, 1, 0),
    );
  });
  it('count a region that several parts share once', () => {
    const [first, second] = [vma(VA + P, 3 * P, 0), vma(VA + 4 * P, 2 * MIB, P)];
    const one = { ...first, lengthBytes: 2 * MIB + 3 * P, segments: [...first.segments, ...second.segments] };
    expect(populate(one)).toEqual(counted(515, 2, 1));
  });
  it('before 6.12 the first one maps all; a remap needs none', () => {
    const old = machineOf({ faults: '6.11' });
    expect(populate(vma(VA + P, MIB, 0), 'huge-fault', ['pte'], old)).toEqual(counted(1, 0, 0));
    expect(populate(vma(VA, 0), 'huge-fault', ['pte'], old)).toEqual(counted(0, 0, 0));
    expect(populate(vma(VA, 3 * MIB), 'anon', ['pmd', 'pte'], old)).toEqual(counted(257, 0, 0));
    expect(populate(vma(VA, MIB), 'remap', ['pte'])).toEqual(counted(0, 0, 0));
    expect(populate(vma(VA, MIB), 'none', [])).toEqual(counted(0, 0, 0));
  });
  it('of anonymous memory are one a leaf, of hugetlb too, without fallbacks', () => {
    expect(populate(vma(VA, 3 * MIB), 'anon', ['pmd', 'pte'])).toEqual(counted(257, 0, 0));
    expect(populate(vma(VA, 4 * MIB), 'hugetlb', ['pmd'])).toEqual(counted(2, 0, 0));
  });
  it('of files go by fault-around windows and leaves', () => {
    const file = (of: PopulatedVma, machine = X86, kinds: readonly LeafKind[] = ['pmd', 'pte']) =>
      populate(of, 'file', kinds, machine).faults;
    expect(file(vma(VA, 3 * MIB))).toBe(1 + 16);
    expect(file(vma(VA + P, 64 * KIB))).toBe(2);
    expect(file(vma(VA + P, 60 * KIB))).toBe(1);
    expect(file(vma(VA, 64 * KIB), machineOf({ faultAroundBytes: P }))).toBe(16);
    expect(file(vma(VA, 64 * KIB), machineOf({ faultAroundBytes: 0 }))).toBe(16);
    const arm = machineOf({ arch: 'arm64' });
    expect(file(vma(VA, 34 * MIB), arm, ['contpmd', 'pmd', 'contpte', 'pte'])).toBe(2);
    expect(file(vma(VA, GIB), arm, LEAF_KINDS.toReversed())).toBe(1);
  });
  it('with one kind of leaf fall back to nothing', () => {
    expect(populate(vma(VA + P, 4 * MIB, 0), 'huge-fault', ['pmd', 'pte'])).toEqual(counted(1024, 3, 0));
    const small = machineOf({ leaves: { pmd: false } });
    expect(populate(vma(VA + P, 4 * MIB, 0), 'huge-fault', ['pud', 'pte'], small)).toEqual(
      counted(1024, 0, 1),
    );
  });
});

describe('page tables', () => {
  const bytes = (
    of: readonly PopulatedVma[],
    kinds = HUGE,
    machine = X86,
    by: Population['by'] = 'huge-fault',
  ) => {
    const tables = new PageTables(machine);
    for (const one of of) tables.add({ by, kinds }, one, vmaLeaves(machine, kinds, one));
    return tables.bytes() / P;
  };
  it('of a 2 GiB BAR: PUD leaves need the PUD table alone, PMDs PMD tables, PTEs 1025 more (kernel-facts 5.2)', () => {
    expect(bytes([vma(VA, 2 * GIB)])).toBe(1);
    expect(bytes([vma(VA, 2 * GIB, 2 * MIB)])).toBe(1 + 2);
    expect(bytes([vma(VA + 2 * MIB, 2 * GIB)], ['pmd', 'pte'])).toBe(1 + 3);
    expect(bytes([vma(VA + P, 2 * GIB, 0)])).toBe(1 + 3 + 1025);
  });
  it('that mappings share are counted once, whatever their order', () => {
    const [here, there] = [vma(VA, P), vma(VA + 8 * P, P)];
    expect(bytes([here, there])).toBe(3);
    expect(bytes([there, here])).toBe(3);
    expect(bytes([here, vma(VA + 2 * MIB, P)])).toBe(4);
    expect(bytes([vma(VA + GIB, P), here])).toBe(5);
    expect(bytes([vma(VA + 512 * GIB, P), here])).toBe(6);
    expect(bytes([vma(VA - P, 2 * P)])).toBe(6);
    expect(bytes([])).toBe(0);
  });
  it('have one level more with five levels', () => {
    expect(bytes([vma(VA, P)], HUGE, machineOf({ vaBits: 57 }))).toBe(4);
  });
  it('are none where the device has taken its memory away', () => {
    expect(bytes([vma(VA, P)], [], X86, 'none')).toBe(0);
  });
  it('that PMD leaves keep deposited are counted where a machine says so, not for devices', () => {
    const deposits = machineOf({ deposits: true });
    const two = [vma(VA, 4 * MIB)];
    expect(bytes(two, ['pmd', 'pte'], deposits, 'anon')).toBe(2 + 2);
    expect(bytes(two, ['pmd', 'pte'], deposits)).toBe(2);
    expect(bytes(two, ['pmd', 'pte'], X86, 'anon')).toBe(2);
  });
});
