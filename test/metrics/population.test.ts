import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import type { MachineSettings } from '../../src/machine/settings.ts';
import { contiguousBytes, idealVmas, populatedVmas, populationOf } from '../../src/metrics/population.ts';
import type { MappedSource, MappingOutcome } from '../../src/replay/outcome.ts';
import { ANON, device, file, machineOf, outcome, region } from './outcomes.ts';

/** Which leaves memory can have: choice 29, kernel-facts 4.3 to 4.5. */
const BAR = region([2 ** 45, GIB]);
const SHARED: MappedSource = { kind: 'anon', shared: true };
const kinds = (
  source: MappedSource,
  settings: Partial<MachineSettings> = {},
  more: Partial<MappingOutcome> = {},
) => {
  const { by, kinds: of } = populationOf(machineOf(settings), outcome(source, [], more));
  return `${by}: ${of.join(' ')}`;
};
const ARM = { arch: 'arm64' };
const HARDWARE = { truth: 'hardware' } as const;

describe('devices', () => {
  it('populated by faults have PUDs and PMDs since 6.12, no contiguous runs', () => {
    expect(kinds(device(BAR))).toBe('huge-fault: pud pmd pte');
    expect(kinds(device(BAR), ARM)).toBe('huge-fault: pud pmd pte');
    expect(kinds(device(BAR), { faults: '6.11' })).toBe('huge-fault: pte');
    expect(kinds(device(BAR), {}, { nohugepage: true })).toBe('huge-fault: pte');
    expect(kinds(device(BAR), { ...ARM, ...HARDWARE })).toBe('huge-fault: pud contpmd pmd contpte pte');
    expect(kinds(device(BAR), { ...ARM, ...HARDWARE, faults: '6.11' })).toBe('huge-fault: pte');
    expect(kinds(device(BAR), { leaves: { pud: false } })).toBe('huge-fault: pmd pte');
  });
  it('populated when mapped have PTEs, PMDs with the RFC', () => {
    const remap = device(BAR, { populate: 'remap' });
    expect(kinds(remap)).toBe('remap: pte');
    expect(kinds(remap, { remapLeaves: 'pmd' })).toBe('remap: pmd pte');
    expect(kinds(remap, { ...ARM, remapLeaves: 'pmd' })).toBe('remap: pmd pte');
    expect(kinds(remap, { ...ARM, ...HARDWARE })).toBe('remap: pud contpmd pmd contpte pte');
  });
  it('that have taken their memory away have none', () => {
    expect(kinds(device(BAR, { revoked: true }))).toBe('none: ');
  });
});

describe('files', () => {
  it('have leaves up to their folios: PMDs, and contPTEs on arm64', () => {
    expect(kinds(file(2 * MIB))).toBe('file: pmd pte');
    expect(kinds(file(MIB))).toBe('file: pte');
    expect(kinds(file(GIB))).toBe('file: pmd pte');
    expect(kinds(file(2 * MIB), ARM)).toBe('file: pmd contpte pte');
    expect(kinds(file(64 * KIB), ARM)).toBe('file: contpte pte');
    expect(kinds(file(32 * KIB), ARM)).toBe('file: pte');
    expect(kinds(file(2 * MIB), ARM, { nohugepage: true })).toBe('file: pte');
    expect(kinds(file(GIB), { ...ARM, ...HARDWARE })).toBe('file: contpmd pmd contpte pte');
    expect(kinds(file(64 * KIB), { arch: 'riscv64' })).toBe('file: pte');
    expect(kinds(file(64 * KIB), { arch: 'riscv64', ...HARDWARE })).toBe('file: contpte pte');
  });
  it('of hugetlb have their one page size', () => {
    expect(kinds(file(4096, 2 * MIB))).toBe('hugetlb: pmd');
    expect(kinds(file(4096, GIB))).toBe('hugetlb: pud');
    expect(kinds({ kind: 'hugetlb', pageBytes: 32 * MIB }, ARM)).toBe('hugetlb: contpmd');
  });
});

describe('anonymous memory', () => {
  it('has PMDs with THP always, else the largest mTHP', () => {
    expect(kinds(ANON)).toBe('anon: pmd pte');
    expect(kinds(ANON, { thp: { enabled: 'madvise' } })).toBe('anon: pte');
    expect(kinds(ANON, { thp: { enabled: 'never' } })).toBe('anon: pte');
    expect(kinds(ANON, ARM)).toBe('anon: pmd contpte pte');
    expect(kinds(ANON, { ...ARM, thp: { enabled: 'never', anonFolioBytes: 64 * KIB } })).toBe(
      'anon: contpte pte',
    );
    expect(kinds(ANON, ARM, { nohugepage: true })).toBe('anon: pte');
  });
  it.each([
    ['always', 'anon: pmd pte'],
    ['within_size', 'anon: pmd pte'],
    ['force', 'anon: pmd pte'],
    ['advise', 'anon: pte'],
    ['never', 'anon: pte'],
    ['deny', 'anon: pte'],
  ] as const)('shared, goes by shmem_enabled: %s', (shmemEnabled, wanted) => {
    expect(kinds(SHARED, { thp: { shmemEnabled } })).toBe(wanted);
  });
});

it('memory lies together as far as a folio reaches; a device’s as far as its range', () => {
  const together = (source: MappedSource, settings = {}, more = {}) =>
    contiguousBytes(machineOf(settings), outcome(source, [], more));
  expect(together(device(BAR))).toBe(Number.POSITIVE_INFINITY);
  expect(together({ kind: 'hugetlb', pageBytes: GIB })).toBe(GIB);
  expect(together(file(MIB))).toBe(MIB);
  expect(together(file(MIB), {}, { nohugepage: true })).toBe(4096);
  expect(together(ANON)).toBe(2 * MIB);
  expect(together(SHARED)).toBe(4096);
  expect(together(SHARED, { thp: { shmemEnabled: 'always' } })).toBe(2 * MIB);
});

describe('VMAs', () => {
  const two = region([0x1000_0000, 3 * MIB], [0x9000_0000, 5 * MIB]);
  it('are cut where their physical ranges change', () => {
    const mapping = outcome(device(two), [
      [0x7000_0000, 4 * MIB, MIB],
      [0x8000_0000, MIB, 6 * MIB],
    ]);
    expect(populatedVmas(mapping)).toEqual([
      {
        vaBytes: 0x7000_0000,
        mappingOffsetBytes: 0,
        lengthBytes: 4 * MIB,
        segments: [
          { vaBytes: 0x7000_0000, lengthBytes: 2 * MIB, targetBytes: 0x1010_0000 },
          { vaBytes: 0x7020_0000, lengthBytes: 2 * MIB, targetBytes: 0x9000_0000 },
        ],
      },
      {
        vaBytes: 0x8000_0000,
        mappingOffsetBytes: 5 * MIB,
        lengthBytes: MIB,
        segments: [{ vaBytes: 0x8000_0000, lengthBytes: MIB, targetBytes: 0x9030_0000 }],
      },
    ]);
  });
  it('have files congruent to their offset, shared memory too, private memory to itself', () => {
    const target = (source: MappedSource) =>
      populatedVmas(outcome(source, [[0x7000_0000, MIB, 5 * MIB]]))[0]!.segments[0]!.targetBytes;
    expect(target(file(MIB))).toBe(5 * MIB);
    expect(target(SHARED)).toBe(5 * MIB);
    expect(target(ANON)).toBe(0x7000_0000);
  });
});

describe('ideal', () => {
  const APART = 2 ** 42;
  const two = region([2 ** 45 + 0x1000, 3 * MIB], [0x9000_0000, 5 * MIB]);
  const mapping = outcome(device(two), [[0x7000_0000, 8 * MIB]]);

  it('puts every range at an address congruent to it, apart from all others', () => {
    expect(idealVmas(mapping, false)).toEqual([
      {
        vaBytes: 0x1000,
        mappingOffsetBytes: 0,
        lengthBytes: 3 * MIB,
        segments: [{ vaBytes: 0x1000, lengthBytes: 3 * MIB, targetBytes: 2 ** 45 + 0x1000 }],
      },
      {
        vaBytes: APART + 0x9000_0000,
        mappingOffsetBytes: 3 * MIB,
        lengthBytes: 5 * MIB,
        segments: [{ vaBytes: APART + 0x9000_0000, lengthBytes: 5 * MIB, targetBytes: 0x9000_0000 }],
      },
    ]);
  });
  it('with one VA goes by the first range', () => {
    const from = { vaBytes: APART };
    expect(idealVmas(mapping, true, from)).toEqual([
      {
        vaBytes: APART + 0x1000,
        mappingOffsetBytes: 0,
        lengthBytes: 8 * MIB,
        segments: [
          { vaBytes: APART + 0x1000, lengthBytes: 3 * MIB, targetBytes: 2 ** 45 + 0x1000 },
          { vaBytes: APART + 0x1000 + 3 * MIB, lengthBytes: 5 * MIB, targetBytes: 0x9000_0000 },
        ],
      },
    ]);
    expect(from.vaBytes).toBe(2 * APART);
  });
  it('keeps the offsets of what is left of a mapping', () => {
    const parts = outcome(device(two), [
      [0x7000_0000, MIB, MIB],
      [0x7900_0000, MIB, 4 * MIB],
    ]);
    for (const oneVa of [false, true])
      expect(
        idealVmas(parts, oneVa).map(({ mappingOffsetBytes, lengthBytes }) => [
          mappingOffsetBytes,
          lengthBytes,
        ]),
      ).toEqual([
        [0, MIB],
        [3 * MIB, MIB],
      ]);
  });
  it('maps whole what found no place, but not what the driver refuses', () => {
    const failed = (error: string) =>
      idealVmas(
        outcome(device(two), [], { status: 'failed', error, lengthBytes: MIB, sourceOffsetBytes: MIB }),
        false,
      );
    expect(
      failed('ENOMEM').map(({ mappingOffsetBytes, lengthBytes }) => [mappingOffsetBytes, lengthBytes]),
    ).toEqual([[0, MIB]]);
    expect(failed('ENOMEM')[0]!.segments[0]!.targetBytes).toBe(2 ** 45 + 0x1000 + MIB);
    expect(failed('EINVAL')).toEqual([]);
  });
  it('of nothing behind the region is nothing', () => {
    expect(idealVmas(outcome(device(two), [[0x7000_0000, MIB, 9 * MIB]]), false)).toEqual([]);
    expect(idealVmas(outcome(device(two), [[0x7000_0000, MIB, 9 * MIB]]), true)).toEqual([]);
  });
  it('has anonymous memory at 0, files at their offset', () => {
    expect(idealVmas(outcome(ANON, [[0x7000_3000, MIB, 5 * MIB]]), false)[0]!.vaBytes).toBe(0);
    expect(idealVmas(outcome(file(MIB), [[0x7000_3000, MIB, 5 * MIB]]), false)[0]!.vaBytes).toBe(5 * MIB);
  });
});
