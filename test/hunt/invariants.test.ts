import { describe, expect, it } from 'vitest';
import { INVARIANTS } from '../../src/hunt/invariants/all.ts';
import { breachOf, textBreach } from '../../src/hunt/invariants/breach.ts';
import type { JudgeSettings } from '../../src/hunt/judge.ts';
import type { Situation } from '../../src/hunt/situation.ts';
import { choosePolicy } from '../../src/policies/chosen-policy.ts';
import { definePolicy, type PolicySketch } from '../../src/policies/policy.ts';
import { BUILT_IN, defaultPolicies, parsePolicyList } from '../../src/policies/registry.ts';
import { settingsFor } from './hunted.ts';

const NAMES = INVARIANTS.map(({ name }) => name);
const { judge } = settingsFor({ worse: 'linux', than: 'exact-fit' });

/** Two mappings of a BAR of 4M, the first from 4K on. */
const BAR: Situation = {
  machine: 'x86_64',
  settings: [],
  sources: [
    { kind: 'device', driver: 'vfio-pci', bar: true, ranges: [{ phys: 0, length: 2 ** 22 }], tells: [] },
  ],
  occupancy: [],
  steps: [mmap(1, 4096), mmap(2, 0)],
};

function mmap(id: number, offset: number): Situation['steps'][number] {
  const clauses = { length: undefined, at: undefined, fixed: 'no', flags: [], areas: false } as const;
  return { do: 'mmap', id, source: 0, offset, ...clauses };
}

/** The policies of a run, and one that is wrong. */
function withPolicy(sketch: Partial<PolicySketch<'pa'>> & { readonly id: string }): JudgeSettings {
  const wrong = definePolicy<'pa'>({ summary: 'wrong', source: 'a test', needs: ['pa'], ...sketch });
  const others = parsePolicyList('linux,ideal', BUILT_IN);
  return { ...judge, policies: [...others, choosePolicy(wrong)] };
}

it('holds for the policies of the lab', () => {
  expect(breachOf(BAR, NAMES, { ...judge, policies: defaultPolicies() })).toBeUndefined();
});

it('says nothing of the bound where a call hits what lies beside its mapping, which is another thing for each policy', () => {
  const part = { do: 'mprotect', id: 3, on: 2, length: 4096 } as const;
  const beside = (offset: number): Situation => ({
    ...BAR,
    steps: [mmap(1, 0), mmap(2, 0), { ...part, offset }],
  });
  const settings = { ...judge, policies: defaultPolicies() };
  expect(breachOf(beside(2 ** 22), ['bound'], settings)).toBeUndefined();
  expect(breachOf(beside(0), ['bound'], settings)).toBeUndefined();
});

describe('a policy that breaks it is found', () => {
  it('answers: an address that is taken', () => {
    const settings = withPolicy({
      id: 'always-there',
      create: () => ({
        place: () => ({ addressBytes: 0x7000_0000_0000, alignBytes: 4096, reason: 'there' }),
      }),
    });
    expect(breachOf(BAR, ['answers'], settings)).toMatchObject({
      invariant: 'answers',
      message: expect.stringContaining(
        'always-there: violation: place() answered an address that is not free',
      ),
    });
  });

  it('exact-fit: a congruent slot that it missed', () => {
    const settings = withPolicy({ id: 'exact-fit', propose: () => [] });
    expect(breachOf(BAR, ['exact-fit'], settings)).toMatchObject({
      invariant: 'exact-fit',
      message: expect.stringContaining('a slot congruent for 2M was free'),
    });
  });

  it('bound: a bound that is too low, because one address must suit two ranges', () => {
    const ranges = [
      { phys: 0, length: 4096 },
      { phys: 0, length: 2 ** 21 },
    ];
    const source = { kind: 'device', driver: 'vfio-platform', bar: false, ranges, tells: [] } as const;
    const situation: Situation = { ...BAR, machine: 'arm64-4k', sources: [source], steps: [mmap(1, 0)] };
    const tooLow = parsePolicyList('ideal(ranges=one-va)');
    expect(breachOf(situation, ['bound'], { ...judge, policies: tooLow })?.message).toBe(
      'linux: dev has 2097152 huge bytes, ideal 0',
    );
    expect(breachOf(situation, ['bound'], { ...judge, policies: parsePolicyList('ideal') })).toBeUndefined();
  });

  it('runs: a policy that throws', () => {
    const settings = withPolicy({
      id: 'thrower',
      propose: () => {
        throw new Error('no');
      },
    });
    expect(breachOf(BAR, ['answers'], settings)?.message).toContain('thrower: error: no');
  });
});

it('is not broken by texts that mean nothing', () => {
  for (let place = 0; place < 160; place++) expect(textBreach(7, place, NAMES, judge)).toBeUndefined();
});

/** A 32-bit program's MAP_32BIT is no window of its own: exact-fit left the choice to the kernel and missed a slot. */
it('exact-fit looks for slots under MAP_32BIT where the kernel does not obey it', () => {
  const step = { ...BAR.steps[1]!, flags: ['32bit'] } as Situation['steps'][number];
  const situation = { ...BAR, machine: 'i386', steps: [step] };
  expect(
    breachOf(situation, ['exact-fit'], { ...judge, policies: parsePolicyList('exact-fit') }),
  ).toBeUndefined();
});
