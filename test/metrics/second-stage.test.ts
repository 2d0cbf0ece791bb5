import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import { guestBase } from '../../src/metrics/guest-address.ts';
import { iommuLeaves } from '../../src/metrics/iommu.ts';
import { kvmLeaves } from '../../src/metrics/kvm.ts';
import { vmaLeaves } from '../../src/metrics/leaves.ts';
import { populatedVmas, populationOf } from '../../src/metrics/population.ts';
import type { MappedSource, MappingOutcome } from '../../src/replay/outcome.ts';
import { ANON, device, file, machineOf, outcome, region } from './outcomes.ts';

/** What guests and I/O page tables make of a mapping: kernel-facts 4.6, 4.7. */
const X86 = machineOf();
const ARM = machineOf({ arch: 'arm64' });
const P = 4 * KIB;
const VA = 2 ** 46;
const PA = 2 ** 45;
const bar = (phys = PA, size = 4 * GIB) => device(region([phys, size]));

describe('the guest address', () => {
  const base = (source: MappedSource, more: Partial<MappingOutcome> = {}, machine = X86) =>
    guestBase(machine, outcome(source, [], more));
  it('is what the scenario says, else congruent to the PA by the largest leaf', () => {
    expect(base(bar(), { guestBytes: 0 })).toBe(0);
    expect(base(bar(PA + 3 * MIB), { guestBytes: 7 * P })).toBe(7 * P);
    expect(base(bar(PA + 3 * MIB))).toBe(3 * MIB);
    expect(base(bar(PA + 3 * MIB), { sourceOffsetBytes: MIB })).toBe(4 * MIB);
    expect(base(bar(PA), { sourceOffsetBytes: GIB })).toBe(0);
    expect(base(bar(PA + 600 * MIB), {}, machineOf({ leaves: { pud: false } }))).toBe(0);
  });
  it('goes by the range that holds the first byte', () => {
    const two = device(region([PA, 2 * MIB], [PA + 64 * MIB + P, 2 * MIB]));
    expect(base(two, { sourceOffsetBytes: 2 * MIB - P })).toBe(2 * MIB - P);
    expect(base(two, { sourceOffsetBytes: 2 * MIB })).toBe(64 * MIB + P);
    expect(base(two, { sourceOffsetBytes: 3 * MIB })).toBe(65 * MIB + P);
    expect(base(two, { sourceOffsetBytes: 4 * MIB })).toBe(0);
  });
  it('of other memory is 0', () => {
    expect(base(ANON)).toBe(0);
    expect(base(file(MIB), { sourceOffsetBytes: 5 * P })).toBe(0);
  });
});

describe('KVM', () => {
  const leaves = (mapping: MappingOutcome, machine = X86) =>
    populatedVmas(mapping).map((vma) => {
      const { counts } = vmaLeaves(machine, populationOf(machine, mapping).kinds, vma);
      return kvmLeaves(machine, mapping, vma, counts);
    });

  it('takes the host’s leaves where the guest address is congruent to the host’s', () => {
    expect(leaves(outcome(bar(), [[VA, 2 * GIB]]))).toEqual([{ pud: 2, pmd: 0, pte: 0 }]);
    expect(leaves(outcome(bar(), [[VA + 2 * MIB, GIB]]))).toEqual([{ pud: 0, pmd: 512, pte: 0 }]);
    expect(leaves(outcome(bar(), [[VA + P, GIB]]))).toEqual([{ pud: 0, pmd: 0, pte: GIB / P }]);
    expect(leaves(outcome(bar(), [[VA, GIB + 2 * MIB + P]]))).toEqual([{ pud: 1, pmd: 1, pte: 1 }]);
  });
  it('counts the guest address from each part’s place in the mapping, on every architecture', () => {
    const later = outcome(bar(), [[VA + P, 4 * MIB, P]], { sourceOffsetBytes: 0 });
    for (const machine of [X86, ARM]) expect(leaves(later, machine)).toEqual([{ pud: 0, pmd: 1, pte: 512 }]);
  });
  it('on x86 looks at no vm_pgoff', () => {
    expect(leaves(outcome(bar(), [[VA, 2 * MIB]], { pgoffBytes: P }))).toEqual([{ pud: 0, pmd: 1, pte: 0 }]);
  });
  it('splits the host’s leaves where the guest address allows only smaller ones', () => {
    const at = (guestBytes: number) => leaves(outcome(bar(), [[VA, GIB + 2 * MIB]], { guestBytes }));
    expect(at(GIB)).toEqual([{ pud: 1, pmd: 1, pte: 0 }]);
    expect(at(2 * MIB)).toEqual([{ pud: 0, pmd: 513, pte: 0 }]);
    expect(at(P)).toEqual([{ pud: 0, pmd: 0, pte: 513 * 512 }]);
  });
  it('looks at every part of a mapping by itself', () => {
    const two = outcome(bar(), [
      [VA, 2 * MIB],
      [VA + 8 * MIB + P, 2 * MIB, 4 * MIB],
    ]);
    expect(leaves(two)).toEqual([
      { pud: 0, pmd: 1, pte: 0 },
      { pud: 0, pmd: 0, pte: 512 },
    ]);
  });
  it('takes a contiguous run of PMDs as PMDs, one of PTEs as PTEs', () => {
    const hardware = machineOf({ arch: 'arm64', truth: 'hardware' });
    const shown = outcome(file(GIB), [[VA, 34 * MIB + 64 * KIB]], { guestBytes: 0 });
    expect(leaves(shown, hardware)).toEqual([{ pud: 0, pmd: 17, pte: 16 }]);
  });
  it('on arm64 takes vm_pgoff of a device for its PA, whatever the host has', () => {
    const of = (va: number, pgoffBytes: number, length = 2 * GIB, phys = PA) =>
      leaves(outcome(bar(phys), [[va, length]], { pgoffBytes }), ARM);
    expect(of(VA, 0)).toEqual([{ pud: 2, pmd: 0, pte: 0 }]);
    expect(of(VA, 0, 2 * GIB, PA + P)).toEqual([{ pud: 0, pmd: 0, pte: (2 * GIB) / P }]);
    expect(of(VA, 2 * MIB)).toEqual([{ pud: 0, pmd: 1024, pte: 0 }]);
    expect(of(VA, P)).toEqual([{ pud: 0, pmd: 0, pte: (2 * GIB) / P }]);
    expect(of(VA + P, P, 4 * MIB, PA + P)).toEqual([{ pud: 0, pmd: 1, pte: 512 }]);
    expect(of(VA, 0, GIB + 2 * MIB + P)).toEqual([{ pud: 1, pmd: 1, pte: 1 }]);
    expect(of(VA, 0, MIB)).toEqual([{ pud: 0, pmd: 0, pte: 256 }]);
    expect(of(VA + 2 * MIB, 2 * MIB, GIB, PA + 2 * MIB)).toEqual([{ pud: 0, pmd: 512, pte: 0 }]);
  });
  it('on arm64 counts pgoff from each part’s place in the mapping', () => {
    const two = outcome(bar(), [
      [VA, 2 * MIB],
      [VA + GIB + 4 * MIB, 2 * MIB, 4 * MIB],
    ]);
    expect(leaves(two, ARM)).toEqual([
      { pud: 0, pmd: 1, pte: 0 },
      { pud: 0, pmd: 1, pte: 0 },
    ]);
    const odd = outcome(bar(), [
      [VA, 2 * MIB],
      [VA + GIB + 4 * MIB, 2 * MIB, 4 * MIB - P],
    ]);
    expect(leaves(odd, ARM)[1]).toEqual({ pud: 0, pmd: 0, pte: 512 });
  });
  it('on arm64 goes by the host’s leaves for other memory', () => {
    expect(leaves(outcome(file(2 * MIB), [[VA, 2 * MIB]], { guestBytes: 0, pgoffBytes: P }), ARM)).toEqual([
      { pud: 0, pmd: 1, pte: 0 },
    ]);
  });
  it('without PUD or PMD leaves has none', () => {
    expect(leaves(outcome(bar(), [[VA, GIB]]), machineOf({ leaves: { pud: false } }))).toEqual([
      { pud: 0, pmd: 512, pte: 0 },
    ]);
    const none = machineOf({ arch: 'arm64', leaves: { pud: false, pmd: false, contpmd: false } });
    expect(leaves(outcome(bar(), [[VA, 2 * MIB]]), none)).toEqual([{ pud: 0, pmd: 0, pte: 512 }]);
  });
});

describe('I/O page tables', () => {
  const leaves = (mapping: MappingOutcome, machine = X86) => {
    const [vma] = populatedVmas(mapping);
    return iommuLeaves(machine, mapping, vma!);
  };
  const counts = (pud: number, pmd: number, pte: number) => ({ pud, contpmd: 0, pmd, contpte: 0, pte });

  it('have the leaves of a device’s range wherever the CPU maps it: the IOVA counts', () => {
    expect(leaves(outcome(bar(), [[VA + P, 2 * GIB]]))).toEqual(counts(2, 0, 0));
    expect(leaves(outcome(bar(), [[VA, 2 * GIB]], { guestBytes: 2 * MIB }))).toEqual(counts(0, 1024, 0));
    expect(leaves(outcome(bar(), [[VA, 2 * GIB]], { guestBytes: P }))).toEqual(counts(0, 0, (2 * GIB) / P));
    const later = outcome(bar(), [[VA + P, 4 * MIB, 2 * MIB]], { sourceOffsetBytes: 0 });
    expect(leaves(later)).toEqual(counts(0, 2, 0));
    const odd = outcome(bar(), [[VA + 5 * P, 4 * MIB, P]], { sourceOffsetBytes: 0 });
    expect(leaves(odd)).toEqual(counts(0, 1, 512));
  });
  it('have no contiguous runs', () => {
    expect(leaves(outcome(bar(), [[VA, 34 * MIB]]), machineOf({ arch: 'arm64' }))).toEqual(counts(0, 17, 0));
  });
  it('reach as far as folios for other memory', () => {
    const of = (source: MappedSource, length = 4 * MIB) =>
      leaves(outcome(source, [[VA, length]], { guestBytes: 0 }));
    expect(of(file(2 * MIB))).toEqual(counts(0, 2, 0));
    expect(of(file(MIB))).toEqual(counts(0, 0, 1024));
    expect(of(file(GIB), GIB)).toEqual(counts(1, 0, 0));
    expect(of(ANON)).toEqual(counts(0, 2, 0));
    expect(of({ kind: 'hugetlb', pageBytes: GIB }, GIB)).toEqual(counts(1, 0, 0));
  });
  it('have no sizes that the processor has not', () => {
    expect(leaves(outcome(bar(), [[VA, GIB]]), machineOf({ leaves: { pud: false } }))).toEqual(
      counts(0, 512, 0),
    );
  });
});
