import { describe, expect, it } from 'vitest';
import { figurePlace } from '../../src/metrics/figures.ts';
import { type CellFigures, GroupSummary } from '../../src/metrics/group-summary.ts';
import type { CellResult } from '../../src/metrics/results.ts';
import { RunningSpread } from '../../src/metrics/spread.ts';
import { cellFigures, RunSummariser, summaryOf } from '../../src/metrics/summary.ts';
import type { Status } from '../../src/replay/status.ts';

/** Many cells summed up as they come. */
const FAULTS = figurePlace('coverage', 'faults');
const GAPS = figurePlace('fragmentation', 'gaps');

function cell(seed: number | null, faults: number | null, more: Partial<CellResult> = {}): CellResult {
  const lead = { scenario: 's', point: 'p', seed, policy: 'mine', status: 'placed' as Status, message: '' };
  return { ...lead, placements: [], coverage: { faults }, fragmentation: { gaps: 7 }, ...more };
}
const figures = (seed: number | null, faults: number | null, more: Partial<CellResult> = {}): CellFigures =>
  cellFigures(cell(seed, faults, more));

describe('a spread', () => {
  const spread = (...values: number[]) => {
    const running = new RunningSpread();
    for (const value of values) running.add(value);
    return running.spread;
  };
  it('has count, mean and both ends; NaN is passed over', () => {
    expect(spread(3, Number.NaN, 1, 8)).toEqual({ count: 3, mean: 4, least: 1, most: 8 });
    expect(spread(-3, -1)).toEqual({ count: 2, mean: -2, least: -3, most: -1 });
    expect(spread(Number.NaN)).toBeNull();
    expect(spread()).toBeNull();
  });
  it('of equal values has themselves as their mean', () => {
    expect(spread(0.1, 0.1, 0.1)).toEqual({ count: 3, mean: 0.1, least: 0.1, most: 0.1 });
    expect((0.1 + 0.1 + 0.1) / 3).not.toBe(0.1);
  });
});

describe('a group', () => {
  const group = (kept: readonly number[] = [FAULTS], seeds = 2) => new GroupSummary('p', 'mine', kept, seeds);

  it('keeps the values asked for, in order of seeds, more than expected too', () => {
    const held = group([FAULTS], 0);
    for (const seed of [1, 2, 3, 4, 5]) held.add(figures(seed, seed === 3 ? null : seed * 10));
    expect([...held.values('coverage', 'faults')]).toEqual([10, 20, Number.NaN, 40, 50]);
    expect(() => held.values('fragmentation', 'gaps')).toThrow('the values of gaps were not kept');
    expect([held.point, held.policy, held.cells, held.withFigures]).toEqual(['p', 'mine', 5, 5]);
  });
  it('has the spread of every figure', () => {
    const held = group();
    held.add(figures(1, 10));
    held.add(figures(2, 20));
    expect(held.spread('coverage', 'faults')).toEqual({ count: 2, mean: 15, least: 10, most: 20 });
    expect(held.spread('fragmentation', 'gaps')).toMatchObject({ count: 2, mean: 7 });
    expect(held.spread('coverage', 'share_of_ideal')).toBeNull();
  });
  it('passes over a second cell of the same seed, but not the first of a group without seeds', () => {
    const held = group();
    held.add(figures(null, 10));
    held.add(figures(null, 20));
    expect([held.cells, [...held.values('coverage', 'faults')]]).toEqual([1, [10]]);
    const seeded = group();
    for (const seed of [1, 1, 2, 1]) seeded.add(figures(seed, seed));
    expect(seeded.cells).toBe(3);
  });
  it('knows its first cell with figures, and the mappings', () => {
    const held = group();
    const placements = [{ status: 'placed' }, { status: 'failed' }, { status: 'failed' }];
    held.add(figures(1, 1, { status: 'skipped', message: 'no' }));
    held.add(figures(2, 2, { placements }));
    held.add(figures(3, 3, { placements: placements.slice(0, 2) }));
    expect(held.first?.seed).toBe(2);
    expect([held.mappings, held.failedMappings, held.withFigures, held.cells]).toEqual([3, 3, 2, 3]);
    expect([held.skipped, held.trouble]).toEqual([1, 0]);
  });
  it('counts reasons by status and message, in order of appearance', () => {
    const held = group();
    held.add(figures(1, 1, { status: 'violation', message: 'a' }));
    held.add(figures(2, 1, { status: 'error', message: 'a' }));
    held.add(figures(3, 1, { status: 'violation', message: 'a' }));
    held.add(figures(4, 1, { status: 'skipped', message: 'b' }));
    expect(held.reasons).toEqual([
      { status: 'violation', message: 'a', cells: 2 },
      { status: 'error', message: 'a', cells: 1 },
      { status: 'skipped', message: 'b', cells: 1 },
    ]);
    expect([held.trouble, held.skipped, held.withFigures, held.first]).toEqual([3, 1, 0, undefined]);
  });
  it('tells twenty reasons apart, and sums up the rest', () => {
    const held = group();
    for (let seed = 0; seed < 25; seed++)
      held.add(figures(seed, 1, { status: 'error', message: `m${seed}` }));
    held.add(figures(99, 1, { status: 'error', message: 'm19' }));
    expect(held.reasons).toHaveLength(21);
    expect(held.reasons[19]).toEqual({ status: 'error', message: 'm19', cells: 2 });
    expect(held.reasons[20]).toEqual({ status: 'error', message: 'and other reasons', cells: 5 });
  });
});

describe('a run', () => {
  const info = (name: string, more = {}) => ({
    name,
    file: 'a.scn',
    comment: '',
    machine: 'm',
    points: ['p', 'q'],
    seeds: [1, 2],
    ...more,
  });
  it('is summed up by scenario, point and policy, in the order of cells', () => {
    const summary = new RunSummariser([info('s'), info('t')], []);
    summary.add(figures(1, 1));
    summary.add(figures(1, 1, { policy: 'other', status: 'error' }));
    summary.add(figures(1, 1, { point: 'q' }));
    summary.add(figures(2, 1));
    summary.add(figures(1, 1, { scenario: 't', status: 'skipped' }));
    summary.addExpectations(3, 1);
    summary.addExpectations(2, 0);
    expect(summary).toMatchObject({ cells: 5, trouble: 1, checked: 5, failed: 1 });
    const groups = summary.scenarios.map(({ info: { name }, groups: of }) => [
      name,
      of.map(({ point, policy, cells }) => [point, policy, cells].join(' ')),
    ]);
    expect(groups).toEqual([
      ['s', ['p mine 2', 'p other 1', 'q mine 1']],
      ['t', ['p mine 1']],
    ]);
    expect(() => summary.add(figures(1, 1, { scenario: 'u' }))).toThrow(
      "a cell of 'u', which the run does not have",
    );
  });
  it('keeps share_of_ideal, the headline of the scenario, and what is asked for', () => {
    const kept = (headline: string | undefined, more: readonly number[] = []) => {
      const summary = new RunSummariser(
        [info('s', headline === undefined ? {} : { headline })],
        [],
        () => more,
      );
      summary.add(figures(1, 1));
      const [group] = summary.scenarios[0]!.groups;
      return ['share_of_ideal', 'faults', 'gaps'].filter((name) => {
        try {
          return group!.values(name === 'gaps' ? 'fragmentation' : 'coverage', name).length > 0;
        } catch {
          return false;
        }
      });
    };
    expect(kept(undefined)).toEqual(['share_of_ideal']);
    expect(kept('faults')).toEqual(['share_of_ideal', 'faults']);
    expect(kept('no such figure', [GAPS])).toEqual(['share_of_ideal', 'gaps']);
  });
  it('that is held in memory is summed up the same way', () => {
    const placements = [{ status: 'failed' }];
    const cells = [cell(1, 5, { placements }), cell(2, 7, { status: 'violation', placements })];
    const base = {
      scenario: 's',
      point: 'p',
      seed: 1,
      policy: 'mine',
      file: 'f',
      start: 0,
      end: 1,
      text: '',
      got: '',
    };
    const expectations = [true, false, false].map((holds) => ({ ...base, holds }));
    const policies = [{ label: 'mine', id: 'mine', needs: [], toldBy: 'nobody', source: '' }];
    const summary = summaryOf({ scenarios: [info('s')], policies, cells, expectations });
    expect(summary).toMatchObject({ cells: 2, trouble: 1, checked: 3, failed: 2, policies });
    const [group] = summary.scenarios[0]!.groups;
    expect([group!.failedMappings, group!.mappings, group!.first?.placements]).toEqual([1, 1, placements]);
    expect(cellFigures(cells[1]!)).toMatchObject({
      mappings: 0,
      failedMappings: 0,
      placements: [],
      seed: 2,
      message: '',
    });
  });
});
