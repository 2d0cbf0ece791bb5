import { describe, expect, it } from 'vitest';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import type { Facts, Mapping } from '../../src/policies/policy.ts';
import { guarded, instanceOf, machineOf, mapping, told } from './proposal.ts';

/** The bound for one request: which slots it asks for, in which order. */
const P = 4 * KIB;
const PA = 0x2000_0000_0000;

/** The slots asked for, `H` the highest and `L` the lowest; `found` is the one that there is. */
function asked(policy: string, of: Mapping, facts: Partial<Facts>, found = '', machine = machineOf()) {
  const slots: string[] = [];
  const look = (which: string) => (length: number, align: number, offset: number) => {
    expect([length, offset]).toEqual([of.lengthBytes, facts.pa]);
    slots.push(`${which}${align / KIB}K`);
    return slots.at(-1) === found ? 12345 * P : undefined;
  };
  const view = { highestSlot: look('H'), lowestSlot: look('L') };
  const answer = instanceOf(policy, machine).place!(guarded(policy, of, told(facts)), view);
  return { slots, answer };
}

describe('exact-fit', () => {
  it('for each leaf that fits, largest first: below mmap_base, else in the bottom-up window', () => {
    expect(asked('exact-fit', mapping(GIB), { pa: PA })).toEqual({
      slots: ['H1048576K', 'L1048576K', 'H2048K', 'L2048K'],
      answer: undefined,
    });
    expect(asked('exact-fit', mapping(GIB), { pa: PA }, 'L1048576K')).toEqual({
      slots: ['H1048576K', 'L1048576K'],
      answer: { addressBytes: 12345 * P, alignBytes: GIB, reason: 'an exact congruent slot' },
    });
    expect(asked('exact-fit', mapping(GIB), { pa: PA }, 'H2048K').answer?.alignBytes).toBe(2 * MIB);
  });
  it('window=topdown: not in the bottom-up window', () => {
    expect(asked('exact-fit(window=topdown)', mapping(GIB), { pa: PA }).slots).toEqual([
      'H1048576K',
      'H2048K',
    ]);
  });
  it('the legacy layout has only the bottom-up window', () => {
    const legacy = machineOf({ layout: 'legacy' });
    expect(asked('exact-fit', mapping(GIB), { pa: PA }, '', legacy).slots).toEqual(['L1048576K', 'L2048K']);
    expect(asked('exact-fit(window=topdown)', mapping(GIB), { pa: PA }, '', legacy).slots).toHaveLength(2);
  });
  it('a leaf counts if one block fits at the physical address', () => {
    expect(asked('exact-fit', mapping(4 * MIB - P), { pa: PA + P }).slots).toEqual(['H2048K', 'L2048K']);
    expect(asked('exact-fit', mapping(4 * MIB - 2 * P), { pa: PA + P }).slots).toEqual([]);
  });
  it('ranges=real: in one of the ranges that are there', () => {
    const facts = { pa: PA, ranges: [{ physBytes: PA + P, lengthBytes: 2 * MIB }] };
    expect(asked('exact-fit', mapping(2 * MIB), facts).slots).toHaveLength(2);
    expect(asked('exact-fit(ranges=real)', mapping(2 * MIB), facts).slots).toEqual([]);
  });
  it('cont=off: PMD and PUD only', () => {
    const arm = machineOf({ arch: 'arm64' });
    expect(asked('exact-fit', mapping(2 * MIB), { pa: PA }, '', arm).slots).toEqual([
      'H2048K',
      'L2048K',
      'H64K',
      'L64K',
    ]);
    expect(asked('exact-fit(cont=off)', mapping(2 * MIB), { pa: PA }, '', arm).slots).toEqual([
      'H2048K',
      'L2048K',
    ]);
  });
  it('leaves MAP_32BIT, and what has no physical address, to the kernel', () => {
    expect(asked('exact-fit', mapping(GIB, { in32bit: true }), { pa: PA }).slots).toEqual([]);
    expect(asked('exact-fit', mapping(GIB), {}).slots).toEqual([]);
  });
});
