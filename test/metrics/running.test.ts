import { describe, expect, it } from 'vitest';
import type { CellResult } from '../../src/metrics/results.ts';
import { replayUnder, runCell } from '../../src/metrics/run-cell.ts';
import { runScenarios, walkApart } from '../../src/metrics/run-scenarios.ts';
import { cellByCell, planOf, runHere } from '../../src/metrics/run-walk.ts';
import { choosePolicy } from '../../src/policies/chosen-policy.ts';
import { definePolicy, type PolicySketch } from '../../src/policies/policy.ts';
import { parsePolicy, parsePolicyList } from '../../src/policies/registry.ts';

import { HOST, scenariosOf } from './scenarios.ts';

/** Scenarios run from their text to their cells. */
const TWO = scenariosOf(`
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
# Two lengths.
scenario "swept" { sweep size in 1M, 1G
  bar2 = mmap gpu.bar2 length $size
  expect faults(bar2) == 1 for gunthorpe-start-pfn }
scenario "drawn" { seeds 1..2
  headline faults
  mmap anon of uniform(1M, 9M)
  x = mmap anon length 1M
  expect failed == 0 }
`);
const [SWEPT, DRAWN] = TWO;
const plan = () => planOf(SWEPT!, SWEPT!.points[1]!, null, HOST);
const run = (sketch: Partial<PolicySketch>) => {
  const policy = definePolicy({ id: 'mine', summary: '', source: '', needs: [], ...sketch } as PolicySketch);
  const cell = plan();
  return runCell(cell, choosePolicy(policy), replayUnder(cell, parsePolicy('linux')));
};

describe('a run', () => {
  const policies = parsePolicyList('gunthorpe-start-pfn');
  const result = () => runScenarios(TWO, policies, HOST);
  it('has its cells by scenario, point, seed and policy', () => {
    const { cells } = result();
    expect(
      cells.map(({ scenario, point, seed, policy }) => [scenario, point, seed, policy].join(' ')),
    ).toEqual([
      'swept size=1M  linux',
      'swept size=1M  gunthorpe-start-pfn',
      'swept size=1G  linux',
      'swept size=1G  gunthorpe-start-pfn',
      'drawn  1 linux',
      'drawn  1 gunthorpe-start-pfn',
      'drawn  2 linux',
      'drawn  2 gunthorpe-start-pfn',
    ]);
    expect(cells.every(({ status, message }) => status === 'placed' && message === '')).toBe(true);
    expect(cells[3]!.placements[0]).toMatchObject({ mapping: 'bar2', leaves_pud: 1 });
    expect(cells[4]!.placements[0]!.address).not.toBe(cells[6]!.placements[0]!.address);
  });
  it('has what expectations came to', () => {
    expect(
      result().expectations.map(({ text, policy, point, holds }) => [text, policy, point, holds]),
    ).toEqual([
      ['faults(bar2) == 1', 'gunthorpe-start-pfn', 'size=1M', false],
      ['faults(bar2) == 1', 'gunthorpe-start-pfn', 'size=1G', true],
      ['failed == 0', 'linux', '', true],
      ['failed == 0', 'gunthorpe-start-pfn', '', true],
      ['failed == 0', 'linux', '', true],
      ['failed == 0', 'gunthorpe-start-pfn', '', true],
    ]);
  });
  it('says which scenarios and policies it had', () => {
    const { scenarios, policies: had } = result();
    expect(scenarios).toMatchObject([
      { name: 'swept', file: 'a.scn', machine: 'x86_64', points: ['size=1M', 'size=1G'], seeds: [] },
      { name: 'drawn', points: [''], seeds: [1, 2], headline: 'faults' },
    ]);
    expect(scenarios[0]).not.toHaveProperty('headline');
    expect(scenarios[0]!.comment).toContain('Two lengths.');
    expect(had[1]).toEqual({
      label: 'gunthorpe-start-pfn',
      id: 'gunthorpe-start-pfn',
      needs: ['startPfn'],
      toldBy: 'driver',
      source: 'Jason Gunthorpe, linux-kernel, 2026-06-17',
    });
  });
  it('is the same where some cells run elsewhere', async () => {
    let away = 0;
    const elsewhere = await walkApart(cellByCell(TWO, policies, HOST), (request) => {
      if (request.policy.label === 'linux') return undefined;
      away++;
      return Promise.resolve(runHere(request));
    });
    expect(elsewhere).toEqual(result());
    expect(away).toBe(4);
  });
  it('sets options that a point sweeps', () => {
    const swept = scenariosOf(`
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
scenario "options" { sweep option max-order.greedy in on, off
  bar2 = mmap gpu.bar2 }`);
    const { cells } = runScenarios(swept, parsePolicyList('max-order'), HOST);
    expect(cells.map(({ policy }) => policy)).toEqual([
      'linux',
      'max-order(greedy=on)',
      'linux',
      'max-order',
    ]);
  });
});

describe('a cell', () => {
  const empty = { placements: [], coverage: {}, fragmentation: {} };
  it('that its policy skips says why', () => {
    expect(run({ skips: () => 'no device' })).toMatchObject({
      status: 'skipped',
      message: 'no device',
      ...empty,
    });
    expect(run({ skips: () => undefined }).status).toBe('placed');
  });
  it('whose policy does not say why it skips is a violation, one that throws an error', () => {
    const answers = (reason: unknown) => run({ skips: () => reason as string });
    expect(answers('')).toMatchObject({
      status: 'violation',
      message: "skips() answered '', not why it skips",
      ...empty,
    });
    expect(answers(5)).toMatchObject({
      status: 'violation',
      message: 'skips() answered 5, not why it skips',
    });
    const thrown = run({
      skips: () => {
        throw new Error('why');
      },
    });
    expect(thrown).toMatchObject({ status: 'error', message: 'why', ...empty });
  });
  it('whose policy breaks a rule has no figures', () => {
    const broken = run({ propose: () => [{ form: 'mask', alignBytes: 3, offsetBytes: 0, reason: '' }] });
    expect(broken).toMatchObject({
      scenario: 'swept',
      point: 'size=1G',
      seed: null,
      policy: 'mine',
      status: 'violation',
      ...empty,
    });
    expect(broken.message).toContain('alignBytes 3');
  });
  it('in which a mapping finds no place has failed, but not for the bound', () => {
    const [scenario] = scenariosOf('scenario "none" { mmap anon length 80T  x = mmap anon length 80T }');
    const { cells } = runScenarios([scenario!], parsePolicyList('ideal'), HOST);
    expect(cells.map(({ policy, status }) => [policy, status])).toEqual([
      ['linux', 'failed'],
      ['ideal', 'placed'],
    ]);
  });
  it('of a bound with one VA for all ranges is measured so', () => {
    const [scenario] = scenariosOf(`
device gpu { driver vfio-pci  region mem { range 0x2000_0000_0000 +1G  range 0x3000_0010_0000 +1G } }
scenario "ranges" { x = mmap gpu.mem }`);
    const { cells } = runScenarios([scenario!], parsePolicyList('ideal,ideal(ranges=one-va)'), HOST);
    expect(cells.map(({ coverage }) => coverage.leaves_pte)).toEqual([524288, 512, 262144]);
  });
  it('shows every placement to whoever observes it', () => {
    const slots: number[] = [];
    const cell = plan();
    const policy = parsePolicy('xu-pa');
    const seen = runCell(cell, policy, replayUnder(cell, parsePolicy('linux')), (slot) => slots.push(slot));
    expect(slots.length).toBeGreaterThan(0);
    expect(seen).toEqual(runCell(cell, policy, replayUnder(cell, parsePolicy('linux'))) as CellResult);
  });
  it('on a machine that cannot be is an error', () => {
    const point = { ...SWEPT!.points[0]!, machine: { arch: 'vax', kernel: '6.18' } };
    expect(() => planOf(SWEPT!, point, null, HOST)).toThrow("unknown architecture 'vax'");
  });
  it('draws by its seed', () => {
    const lengths = [null, 0, 1].map((seed) => {
      const operation = planOf(DRAWN!, DRAWN!.points[0]!, seed, HOST).program.operations[0]!;
      return operation.op === 'mmap' ? operation.lengthBytes : 0;
    });
    expect(lengths[0]).toBe(lengths[1]);
    expect(lengths[2]).not.toBe(lengths[1]);
  });
});
