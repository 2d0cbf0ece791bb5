import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/metrics/catalogue.ts';
import { explainMapping } from '../../src/metrics/explain-mapping.ts';
import { fragmentationOverTime } from '../../src/metrics/fragmentation-over-time.ts';
import { missRatios } from '../../src/metrics/miss-ratio.ts';
import { planOf } from '../../src/metrics/run-walk.ts';
import { vocabulary } from '../../src/metrics/vocabulary.ts';
import { choosePolicy } from '../../src/policies/chosen-policy.ts';
import { definePolicy } from '../../src/policies/policy.ts';
import { BUILT_IN, parsePolicy, parsePolicyList } from '../../src/policies/registry.ts';

import { HOST, SETTINGS, scenariosOf } from './scenarios.ts';

/** What is asked of one cell. */
const MIB = 2 ** 20;
const GIB = 2 ** 30;
const BASE = 0x7fff_f7ff_f000;
const [ONE] = scenariosOf(`
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
scenario "one" { bar2 = mmap gpu.bar2 length 1G }`);
const plan = () => planOf(ONE!, ONE!.points[0]!, null, HOST);

describe('why a mapping is where it is', () => {
  it('are its searches, its residues and the slots that there were', () => {
    const why = explainMapping(plan(), parsePolicy('gunthorpe-start-pfn'), 'bar2')!;
    expect(why).toMatchObject({ message: '', policy: { label: 'gunthorpe-start-pfn' }, neighbours: [] });
    expect(why.searches).toHaveLength(1);
    expect(why.measures.counts.pud).toBe(1);
    const slot = Math.floor((BASE - GIB) / GIB) * GIB;
    expect(why.residues).toEqual([
      { sizeBytes: GIB, va: 0, target: 0, congruent: true, fits: true, slot },
      {
        sizeBytes: 2 * MIB,
        va: 0,
        target: 0,
        congruent: true,
        fits: true,
        slot: Math.floor((BASE - GIB) / (2 * MIB)) * 2 * MIB,
      },
    ]);
  });
  it("is not the searches of another mapping's mremap", () => {
    const [scenario] = scenariosOf(`
scenario "moved" { a = mmap anon length 4K
  b = mmap anon length 2M
  mremap a to 1G }`);
    const moved = planOf(scenario!, scenario!.points[0]!, null, HOST);
    const of = (name: string) => explainMapping(moved, parsePolicy('linux'), name)!.searches;
    expect(of('a').map(({ lengthBytes }) => lengthBytes)).toEqual([4096, GIB]);
    expect(of('b').map(({ lengthBytes }) => lengthBytes)).toEqual([2 * MIB]);
  });
  it('asks for no padding where the policy chose a slot by itself', () => {
    const { searches } = explainMapping(plan(), parsePolicy('exact-fit'), 'bar2')!;
    expect(searches).toMatchObject([{ form: 'exact', lengthBytes: GIB, askedBytes: GIB, alignBytes: GIB }]);
  });
  it('of a placement that is not congruent, and of memory without a device', () => {
    const linux = explainMapping(plan(), parsePolicy('linux'), 'bar2')!;
    expect(linux.residues[1]).toMatchObject({ va: 2 * MIB - 4096, target: 0, congruent: false });
    const [scenario] = scenariosOf(`
file model { fs ext4  size 1G }
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0010_0000  size 8M } }
scenario "others" { a = mmap anon length 3M
  f = mmap model offset 1M length 3M
  g = mmap gpu.bar2 offset 1M length 3M }`);
    const others = planOf(scenario!, scenario!.points[0]!, null, HOST);
    const of = (name: string) => explainMapping(others, parsePolicy('linux'), name)!;
    expect(of('a').residues.map(({ target, fits }) => [target, fits])).toEqual([
      [0, false],
      [0, true],
    ]);
    expect(of('f').residues.map(({ target, fits }) => [target, fits])).toEqual([
      [MIB, false],
      [MIB, true],
    ]);
    expect(of('g').residues.map(({ target, fits }) => [target, fits])).toEqual([
      [2 * MIB, false],
      [0, true],
    ]);
    expect(of('g').neighbours).toHaveLength(of('a').neighbours.length + 2);
  });
  it('says what its policy did wrong; nothing of names that are not there', () => {
    const policy = definePolicy({
      id: 'mine',
      summary: '',
      source: '',
      needs: [],
      propose: () => {
        throw new Error('broken');
      },
    });
    expect(explainMapping(plan(), choosePolicy(policy), 'bar2')?.message).toBe('broken');
    expect(explainMapping(plan(), parsePolicy('linux'), 'bar3')).toBeUndefined();
  });
  it('of a mapping that failed has no residue of its address', () => {
    const [scenario] = scenariosOf('scenario "none" { mmap anon length 80T  x = mmap anon length 80T }');
    const why = explainMapping(
      planOf(scenario!, scenario!.points[0]!, null, HOST),
      parsePolicy('linux'),
      'x',
    )!;
    expect(why.residues[0]).toMatchObject({ va: 0, congruent: false, slot: null });
  });
});

describe('fragmentation over time', () => {
  it('looks at moments evenly apart, the end among them', () => {
    const [scenario] = scenariosOf(
      'scenario "holes" { a = mmap anon length 3M  mmap anon length 5M  munmap a  mmap anon length 1M }',
    );
    const cell = planOf(scenario!, scenario!.points[0]!, null, HOST);
    const skipping = definePolicy({ id: 'never', summary: '', source: '', needs: [], skips: () => 'no' });
    const broken = definePolicy({
      id: 'broken',
      summary: '',
      source: '',
      needs: [],
      propose: () => [{} as never],
    });
    const policies = [...parsePolicyList('xu-pa,ideal'), choosePolicy(skipping), choosePolicy(broken)];
    const series = fragmentationOverTime(cell, policies, 2);
    expect(series.map(({ policy }) => policy)).toEqual(['linux', 'xu-pa']);
    expect(series[0]!.moments.map(({ calls, vmas, gaps }) => [calls, vmas, gaps])).toEqual([
      [2, 1, 0],
      [4, 2, 1],
    ]);
    expect(series[0]!.moments[0]!.unusable2m).toBeNull();
    expect(series[0]!.moments[1]!.unusable2m).toBeGreaterThan(0);
    expect(fragmentationOverTime(cell, policies, 99)[0]!.moments.map(({ calls }) => calls)).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });
});

it('miss ratios are those of touches that no scenario names, none where nothing can be touched', () => {
  const ratios = missRatios(plan(), parsePolicy('gunthorpe-start-pfn'))!;
  // One leaf: the first of 16,384 touches misses, and no other.
  expect(ratios[0]).toEqual({ entries: 1, ratio: 1 / 16384 });
  expect(ratios.map(({ entries }) => entries)).toEqual([
    ...Array.from({ length: 15 }, (_, i) => [2 ** i, 1.5 * 2 ** i])
      .flat()
      .filter((size) => size !== 1.5),
  ]);
  const bound = missRatios(plan(), parsePolicy('ideal'))!;
  expect(bound).toEqual(ratios);
  const pages = missRatios(plan(), parsePolicy('linux'))!;
  expect(pages[0]!.ratio).toBeGreaterThan(0.9);
  const skipping = definePolicy({ id: 'never', summary: '', source: '', needs: [], skips: () => 'no' });
  const broken = definePolicy({
    id: 'broken',
    summary: '',
    source: '',
    needs: [],
    propose: () => [{} as never],
  });
  expect(missRatios(plan(), choosePolicy(skipping))).toBeUndefined();
  expect(missRatios(plan(), choosePolicy(broken))).toBeUndefined();
  const [nothing] = scenariosOf('scenario "none" { mmap anon length 1M }');
  expect(missRatios(planOf(nothing!, nothing!.points[0]!, null, HOST), parsePolicy('linux'))).toBeUndefined();
});

describe('what the checker and editors know', () => {
  it('are policies with their options, and every metric once', () => {
    const { policies, metrics, figures, budgets } = SETTINGS;
    expect(policies[0]).toEqual({ id: 'linux', options: [] });
    expect(policies.find(({ id }) => id === 'mastro')).toEqual({ id: 'mastro', options: ['small'] });
    expect(new Set(metrics).size).toBe(metrics.length);
    expect([...metrics].sort()).toEqual([...new Set(CATALOGUE.map(({ name }) => name))].sort());
    expect(budgets).toEqual({ points: 100, statements: 10_000, touches: 1_000_000 });
    expect(figures?.get('address')).toEqual({ of: 'mapping', kind: 'number' });
    expect(figures?.get('faults')).toEqual({ of: 'both', kind: 'number' });
    expect(figures?.get('gaps')).toEqual({ of: 'cell', kind: 'number' });
    expect(figures?.get('share_of_ideal')).toEqual({ of: 'cell', kind: 'number' });
    expect(figures?.get('search')).toEqual({ of: 'mapping', kind: 'text' });
    expect(figures?.get('status')).toMatchObject({
      of: 'both',
      kind: 'text',
      words: expect.arrayContaining(['placed']),
    });
  });
  it('are their meanings, for editors', () => {
    const { policies, metrics } = vocabulary(BUILT_IN);
    expect(policies[0]).toMatchObject({
      id: 'linux',
      options: [],
      summary: BUILT_IN[0]!.summary,
      source: BUILT_IN[0]!.source,
    });
    const mastro = policies.find(({ id }) => id === 'mastro')!;
    expect(mastro.options).toEqual([
      {
        name: 'small',
        values: ['reserve', 'plain'],
        meaning: 'below 2M: reserves all the same, or a plain mmap',
      },
    ]);
    expect(metrics.find(({ name }) => name === 'faults')).toMatchObject({ unit: 'faults', better: 'lower' });
    expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
  });
});
