import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { measureTouches, placementKey } from '../../src/metrics/tlb.ts';
import { tlbLeaves, touchedMemory } from '../../src/metrics/touched-memory.ts';
import type { TouchedRun } from '../../src/tlb/memory.ts';
import type { TouchPattern } from '../../src/tlb/patterns.ts';
import { simulateTouches, type TouchProgram } from '../../src/tlb/simulate.ts';
import { machineOf } from './outcomes.ts';
import { mapped, sequential, touch } from './touched-mappings.ts';

describe('a 2 GiB BAR that is read once, line by line', () => {
  // 2^31 bytes are 2^25 lines; one walk a leaf, and a leaf of level n lies 4 − n tables deep.
  it.each([
    ['1G leaves', 0, 2, 2],
    ['2M leaves', 2 * MIB, 1024, 3],
    ['4K leaves', 4096, 524288, 4],
  ])('under %s', (_, offBytes, leaves, depth) => {
    const machine = machineOf();
    const row = touch(machine, mapped(machine, 2 ** 46 + offBytes, 2 * GIB, 2 ** 45), sequential(1));
    expect(row).toMatchObject({
      tlb_touches: 2 ** 25,
      tlb_l1_misses: leaves,
      tlb_walks: leaves,
      mpka: (leaves * 1000) / 2 ** 25,
      walk_cycles: leaves * depth * 15,
    });
  });
});

describe('geometries', () => {
  it('AMD keeps 1G in level 1 and smashes it into 2M in level 2', () => {
    const machine = machineOf({ tlb: 'zen-4' });
    const row = touch(machine, mapped(machine, 2 ** 46, 128 * GIB, 2 ** 45), {
      kind: 'stride',
      strideBytes: GIB,
      times: 2,
    });
    // 128 leaves do not fit the 72 entries of level 1; their first 2M all fall into one of 128 sets of 24 ways.
    expect(row).toMatchObject({ tlb_touches: 256, tlb_l1_misses: 256, tlb_walks: 256 });
    const spread = touch(machine, mapped(machine, 2 ** 46, 128 * GIB, 2 ** 45), {
      kind: 'stride',
      strideBytes: GIB + 2 * MIB,
      times: 2,
    });
    expect(spread).toMatchObject({ tlb_walks: 128 });
  });

  it('AMD puts four base pages of a device into one entry where VA and PA are congruent modulo 16K', () => {
    const machine = machineOf({ tlb: 'zen-5' });
    const aligned = touch(machine, mapped(machine, 2 ** 46 + 16384, MIB, 2 ** 45), sequential(1));
    expect(aligned).toMatchObject({ tlb_walks: 64 });
    const apart = touch(machine, mapped(machine, 2 ** 46 + 4096, MIB, 2 ** 45), sequential(1));
    expect(apart).toMatchObject({ tlb_walks: 256 });
    const off = machineOf({ tlb: 'zen-5', tlbChanges: { coalesce: false } });
    expect(touch(off, mapped(off, 2 ** 46 + 16384, MIB, 2 ** 45), sequential(1))).toMatchObject({
      tlb_walks: 256,
    });
  });

  it('in a guest the smaller of two leaves counts, and a walk reads (4 + 1) × (4 + 1) − 1 levels', () => {
    const machine = machineOf({ tlbChanges: { nestedBytes: 4096 } });
    const row = touch(machine, mapped(machine, 2 ** 46, 2 * MIB, 2 ** 45), sequential(1));
    expect(row).toMatchObject({ tlb_walks: 512, walk_cycles: 512 * (4 * 5 - 1) * 15 });
    const small = mapped(machine, 2 ** 46 + 4096, 2 * MIB, 2 ** 45);
    expect(touch(machine, small, sequential(1))).toMatchObject({ walk_cycles: 512 * 24 * 15 });
  });

  it('walk caches spare all levels but the last where neighbours were walked before', () => {
    const machine = machineOf({ tlbChanges: { walkCaches: true } });
    const row = touch(machine, mapped(machine, 2 ** 46 + 4096, 2 * MIB, 2 ** 45), sequential(1));
    // 512 PTEs in two tables: 4 levels for the first walk, 2 for the first in the second table, 1 for all others.
    expect(row).toMatchObject({ tlb_walks: 512, walk_cycles: (4 + 2 + 510) * 15 });
  });
});

it('counts again for a mapping whose end is not mapped, though all that is mapped is the same', () => {
  const machine = machineOf();
  const small = mapped(machine, 2 ** 46, 64 * MIB, 2 ** 45);
  const longer = { ...small, lengthBytes: 128 * MIB };
  const touches: never[] = [];
  const all = measureTouches(machine, [small], touches);
  expect(all).toMatchObject({ tlb_touches: 16384 });
  const half = measureTouches(machine, [longer], touches) as { tlb_touches: number };
  // Half of the lines fall behind the end: 8192 with a standard deviation of 64.
  expect(Math.abs(half.tlb_touches - 8192)).toBeLessThan(5 * 64);
});

it('touches outside of what is mapped count for nothing, and without any the cells are empty', () => {
  const machine = machineOf();
  const whole = mapped(machine, 2 ** 46, 4 * MIB, 2 ** 45);
  const half = {
    ...whole,
    vmas: [
      {
        ...whole.vmas[0]!,
        stretches: whole.vmas[0]!.stretches.map((run) => ({ ...run, end: run.start + 2 * MIB })),
      },
    ],
  };
  expect(touch(machine, half, sequential(1))).toMatchObject({ tlb_touches: 2 ** 15 });
  expect(touch(machine, { ...whole, vmas: [] }, sequential(1))).toMatchObject({
    tlb_touches: null,
    mpka: null,
  });
});

it('runs keep every byte and never overlap, whatever is coalesced', () => {
  const pages = fc.integer({ min: 1, max: 2000 });
  const machine = machineOf({ tlb: 'zen-5' });
  fc.assert(
    fc.property(pages, pages, pages, (va, length, phys) => {
      const mapping = mapped(machine, va * 4096, length * 4096, phys * 4096);
      const { runs, lengthBytes } = touchedMemory(machine, [mapping, { ...mapping, slot: 1 }]);
      let at = 0;
      for (const run of runs) {
        expect(run.from).toBe(at);
        expect(run.vaBytes).toBe(va * 4096 + (at % (length * 4096)));
        at = run.to;
      }
      expect(at).toBe(lengthBytes);
    }),
    { numRuns: 300, seed: 7 },
  );
});

it('addresses that fall into the same sets give the same counts: what is remembered may be used again', () => {
  const machine = machineOf();
  const shift = fc.integer({ min: 1, max: 400 });
  fc.assert(
    fc.property(
      shift,
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 0, max: 511 }),
      (times, pages, off) => {
        const pattern: TouchPattern = { kind: 'uniform', count: 3000, seed: times };
        const at = (va: number) => touch(machine, mapped(machine, va, pages * 4096, 2 ** 45 + 4096), pattern);
        expect(at(2 ** 46 + off * 4096 + times * 128 * GIB)).toEqual(at(2 ** 46 + off * 4096));
      },
    ),
    { numRuns: 40, seed: 3 },
  );
});

it.each(['golden-cove', 'zen-5', 'neoverse-n1'])(
  'leaves of one size hit and miss alike wherever they lie: %s',
  (tlb) => {
    const machine = machineOf({ tlb });
    const leaves = tlbLeaves(machine);
    const sizes = fc.constantFrom(...leaves.keys());
    const runs = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 40 }), count: fc.integer({ min: 1, max: 400 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    const program = (
      leaf: number,
      pieces: readonly { gap: number; count: number }[],
      first: number,
    ): TouchProgram => {
      const { bytes } = leaves[leaf]!;
      const placed: TouchedRun[] = [];
      let [from, vaBytes] = [0, first * bytes];
      for (const { gap, count } of pieces) {
        vaBytes += gap * bytes;
        placed.push({ from, to: from + count * bytes, vaBytes, leaf });
        from += count * bytes;
        vaBytes += count * bytes;
      }
      const pattern: TouchPattern = { kind: 'uniform', count: 2000, seed: 1 };
      const touchings = [{ memory: { lengthBytes: from, runs: placed }, pattern }];
      return { geometry: machine.tlb, leaves, pageBytes: machine.pageBytes, touchings, walkCache: undefined };
    };
    const place = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(sizes, runs, place, place, (leaf, pieces, here, there) => {
        const [one, other] = [program(leaf, pieces, here), program(leaf, pieces, there)];
        expect(placementKey(one)).toBe(placementKey(other));
        expect(simulateTouches(one)).toEqual(simulateTouches(other));
      }),
      { numRuns: 40, seed: 5 },
    );
  },
);
