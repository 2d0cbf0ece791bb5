import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { measureTouches, touchProgram } from '../../src/metrics/tlb.ts';
import { machineOf } from './outcomes.ts';
import { mapped, sequential, touch } from './touched-mappings.ts';

/** Which of a cell's mappings its touches go over, and what their walks read. */
const VA = 2 ** 46;
const PA = 2 ** 45;
const X86 = machineOf();
const [first, second] = [mapped(X86, VA, 2 * MIB, PA), { ...mapped(X86, VA + GIB, 4 * MIB, PA), slot: 1 }];

describe('touches', () => {
  const lengths = (...slots: number[][]) =>
    touchProgram(
      X86,
      [first, second],
      slots.map((of) => ({ slots: of, pattern: sequential(1) })),
    )?.touchings.map(({ memory }) => memory.lengthBytes);

  it('go over the mappings that they name, in the order in which they name them', () => {
    expect(lengths([0], [1], [1, 0])).toEqual([2 * MIB, 4 * MIB, 6 * MIB]);
    const program = touchProgram(X86, [first, second], [{ slots: [1, 0], pattern: sequential(1) }])!;
    expect(program.touchings[0]!.memory.runs.map(({ vaBytes }) => vaBytes)).toEqual([VA + GIB, VA]);
  });
  it('that no step names go over all of them', () => {
    expect(lengths()).toEqual([6 * MIB]);
  });
  it('of nothing that is mapped are no program; one step that finds something is enough', () => {
    expect(lengths([7])).toBeUndefined();
    expect(lengths([7], [0])).toEqual([0, 2 * MIB]);
    expect(touchProgram(X86, [], [])).toBeUndefined();
  });
  it('that all fall beside what is mapped have no figures', () => {
    // The second of two GiB is there; a stride of four touches the first byte alone.
    const { vmas } = mapped(X86, VA, GIB, PA);
    const behind = { ...first, lengthBytes: 2 * GIB, vmas: [{ ...vmas[0]!, mappingOffsetBytes: GIB }] };
    expect(touch(X86, behind, { kind: 'stride', strideBytes: 4 * GIB, times: 3 })).toEqual({
      tlb_touches: null,
      tlb_l1_misses: null,
      tlb_walks: null,
      mpka: null,
      walk_cycles: null,
      tlb_entries_used: null,
      tlb_reach: null,
    });
  });
  it('that differ are counted each for itself, in one address space', () => {
    const of = (times: number) => measureTouches(X86, [first], [{ slots: [0], pattern: sequential(times) }]);
    expect([of(1).tlb_touches, of(2).tlb_touches]).toEqual([2 ** 15, 2 ** 16]);
  });
});

describe('walk caches', () => {
  const cached = machineOf({ tlb: 'golden-cove', tlbChanges: { walkCaches: true } });
  const cycles = (vaBytes: number, lengthBytes: number, physBytes: number, strideBytes: number) =>
    touch(cached, mapped(cached, vaBytes, lengthBytes, physBytes), { kind: 'stride', strideBytes, times: 1 })
      .walk_cycles;

  it('hold PMD tables of 1G each: a first walk reads 3 levels, the first in another table 2, all others 1', () => {
    // 1,024 leaves of 2M from 2M on: 511 in one table, 512 in the next, 1 in a third.
    expect(cycles(VA + 2 * MIB, 2 * GIB, PA, 2 * MIB)).toBe((3 + 2 + 2 + 1021) * 15);
  });
  it('hold PUD tables of 512G each', () => {
    // Four leaves of 1G on both sides of a boundary: 2 levels for the first on each side.
    expect(cycles(VA + 510 * GIB, 4 * GIB, PA, GIB)).toBe((2 + 1 + 2 + 1) * 15);
  });
  it('hold no root: where two tables hang from it, both walks read all levels, in a guest too', () => {
    // Three levels: 512 PMD tables of 1G hang from the root. In a guest a walk reads (3 + 1) × (4 + 1) - 1 levels.
    const tlbChanges = { walkCaches: true, nestedBytes: 4096 };
    const guest = machineOf({ arch: 'arm64', vaBits: 39, tlbChanges });
    const apart = mapped(guest, 2 ** 38 + GIB - 4096, 8192, PA);
    const { walkLevelCycles } = guest.tlb.costs;
    const walks = touch(guest, apart, { kind: 'stride', strideBytes: 4096, times: 1 });
    expect(walks).toMatchObject({ tlb_walks: 2, walk_cycles: 2 * (4 * 5 - 1) * walkLevelCycles });
  });
});
