import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import { tlbLeaves, touchedMemory } from '../../src/metrics/touched-memory.ts';
import { machineOf } from './outcomes.ts';
import { mapped, sequential, touch } from './touched-mappings.ts';

/** Mappings laid one behind the other, as a TLB sees their leaves. */
const P = 4096;
const VA = 2 ** 46;
const PA = 2 ** 45;
const X86 = machineOf();
/** Joins four base pages of 4 KiB. */
const ZEN = machineOf({ tlb: 'zen-5' });

describe('the leaves of a machine', () => {
  const seen = (machine: typeof X86) =>
    tlbLeaves(machine).map(({ bytes, level, depth }) => [bytes, level, depth]);

  it('lie as deep as their table, smallest sizes first, joined pages last', () => {
    // A size that the machine has not stands as a base page; nothing is ever under it.
    expect(seen(ZEN)).toEqual([
      [P, 0, 4],
      [P, 0, 4],
      [2 * MIB, 1, 3],
      [P, 1, 3],
      [GIB, 2, 2],
      [16 * KIB, 0, 4],
    ]);
    expect(seen(X86).at(-1)).toEqual([P, 0, 4]);
  });

  it.each([
    [P, 4],
    [2 * MIB, 3],
    [GIB, 2],
  ])(
    'in a guest on host leaves of %i bytes, %i levels down, are walked at every step of both',
    (nestedBytes, host) => {
      const leaves = tlbLeaves(machineOf({ tlbChanges: { nestedBytes } }));
      for (const [at, own] of [
        [0, 4],
        [2, 3],
        [4, 2],
      ] as const)
        expect(leaves[at]!.depth).toBe((own + 1) * (host + 1) - 1);
      expect([leaves[0]!.bytes, leaves[2]!.bytes, leaves[4]!.bytes]).toEqual(
        [P, 2 * MIB, GIB].map((bytes) => Math.min(bytes, nestedBytes)),
      );
    },
  );
});

describe('runs', () => {
  const [PTE, PMD, JOINED] = [0, 2, 5];

  it('lie behind one another by their offsets, in order, whatever the order of their addresses', () => {
    const first = mapped(X86, VA + P, 2 * P, PA);
    const moved = { ...mapped(X86, VA, P, PA).vmas[0]!, mappingOffsetBytes: 2 * P };
    const both = { ...first, lengthBytes: 4 * P, vmas: [moved, first.vmas[0]!] };
    expect(touchedMemory(X86, [both, mapped(X86, VA + MIB, P, PA)])).toEqual({
      lengthBytes: 5 * P,
      runs: [
        { from: 0, to: 2 * P, vaBytes: VA + P, leaf: PTE },
        { from: 2 * P, to: 3 * P, vaBytes: VA, leaf: PTE },
        { from: 4 * P, to: 5 * P, vaBytes: VA + MIB, leaf: PTE },
      ],
    });
  });

  it('of joined pages are whole blocks; pages before and after stay alone', () => {
    expect(touchedMemory(ZEN, [mapped(ZEN, VA + 3 * P, 6 * P, PA + 3 * P)]).runs).toEqual([
      { from: 0, to: P, vaBytes: VA + 3 * P, leaf: PTE },
      { from: P, to: 5 * P, vaBytes: VA + 4 * P, leaf: JOINED },
      { from: 5 * P, to: 6 * P, vaBytes: VA + 8 * P, leaf: PTE },
    ]);
    expect(touchedMemory(ZEN, [mapped(ZEN, VA, 8 * P, PA)]).runs).toEqual([
      { from: 0, to: 8 * P, vaBytes: VA, leaf: JOINED },
    ]);
    // No whole block: one page before a boundary of 16 KiB and one after, or two inside.
    for (const at of [3, 1])
      expect(touchedMemory(ZEN, [mapped(ZEN, VA + at * P, 2 * P, PA + at * P)]).runs).toEqual([
        { from: 0, to: 2 * P, vaBytes: VA + at * P, leaf: PTE },
      ]);
  });

  it('are joined by where their own segment lies, and larger leaves never', () => {
    const vma = {
      vaBytes: VA,
      lengthBytes: 8 * P,
      mappingOffsetBytes: 0,
      segments: [
        { vaBytes: VA, lengthBytes: 4 * P, targetBytes: PA + P },
        { vaBytes: VA + 4 * P, lengthBytes: 4 * P, targetBytes: PA },
      ],
      stretches: [
        { kind: 'pte', start: VA, end: VA + 4 * P },
        { kind: 'pte', start: VA + 4 * P, end: VA + 8 * P },
      ],
    } as const;
    const two = { ...mapped(ZEN, VA, P, PA), lengthBytes: 8 * P, vmas: [vma] };
    expect(touchedMemory(ZEN, [two]).runs.map(({ leaf }) => leaf)).toEqual([PTE, JOINED]);
    expect(touchedMemory(ZEN, [mapped(ZEN, VA, 2 * MIB, PA)]).runs.map(({ leaf }) => leaf)).toEqual([PMD]);
  });

  it('are joined only where memory lies together physically that far', () => {
    const leaf = (contiguousBytes: number) =>
      touchedMemory(ZEN, [{ ...mapped(ZEN, VA, 4 * P, PA), contiguousBytes }]).runs.map((run) => run.leaf);
    expect(leaf(16 * KIB)).toEqual([JOINED]);
    expect(leaf(8 * KIB)).toEqual([PTE]);
  });

  it('are not joined where a base page is as large as an entry', () => {
    const large = machineOf({ arch: 'arm64', granuleBytes: 16 * KIB, tlb: 'zen-5' });
    expect(touchedMemory(large, [mapped(large, VA, 64 * KIB, PA)]).runs.map(({ leaf }) => leaf)).toEqual([
      PTE,
    ]);
  });
});

it('a walk to joined pages reads as many levels as one to a page', () => {
  const row = touch(ZEN, mapped(ZEN, VA + 16 * KIB, MIB, PA), sequential(1));
  expect(row).toMatchObject({ tlb_walks: 64, walk_cycles: 64 * 4 * 14 });
});
