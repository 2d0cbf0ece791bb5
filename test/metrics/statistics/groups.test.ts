import { describe, expect, it } from 'vitest';
import { FIGURES, figurePlace } from '../../../src/metrics/figures.ts';
import type { CellResult } from '../../../src/metrics/results.ts';
import { AGGREGATES } from '../../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval, LARGE } from '../../../src/metrics/statistics/bootstrap.ts';
import { STATISTICS } from '../../../src/metrics/statistics/columns.ts';
import { difference, summarize } from '../../../src/metrics/statistics/compare.ts';
import { groupSummaryOf, scenarioStatistics } from '../../../src/metrics/statistics/group-statistics.ts';
import { Resamples } from '../../../src/metrics/statistics/resamples.ts';
import { summaryOf } from '../../../src/metrics/summary.ts';

/** Intervals and comparisons of whole groups. */
const few = new Resamples(0, 400);

describe('intervals', () => {
  it('need three values, and are the value where all are equal', () => {
    expect(bootstrapInterval([1, 2], AGGREGATES.mean, few)).toBeNull();
    expect(bootstrapInterval([4, 4, 4], AGGREGATES.mean, few)).toEqual({ low: 4, high: 4 });
    const found = bootstrapInterval([1, 2, 6], AGGREGATES.mean, few)!;
    expect(found.low).toBeGreaterThanOrEqual(1);
    expect(found.high).toBeLessThanOrEqual(6);
    expect(found.low).toBeLessThan(found.high);
  });
  it('of very many values are those of the normal distribution', () => {
    const values = Float64Array.from({ length: LARGE + 1 }, (_, i) => i);
    const z = 1.959963984540054;
    const deviation = Math.sqrt(((LARGE + 1) * (LARGE + 2)) / 12);
    const away = (z * deviation) / Math.sqrt(LARGE + 1);
    const found = bootstrapInterval(values, AGGREGATES.mean, few)!;
    expect(found.low).toBeCloseTo(LARGE / 2 - away, 6);
    expect(found.high).toBeCloseTo(LARGE / 2 + away, 6);
    const middle = bootstrapInterval(values.toReversed(), AGGREGATES.median, few)!;
    const share = z / (2 * Math.sqrt(LARGE + 1));
    expect(middle.low).toBeCloseTo(LARGE * (0.5 - share), 6);
    expect(middle.high).toBeCloseTo(LARGE * (0.5 + share), 6);
  });
  it('say whether a difference is one', () => {
    const verdict = (values: number[], drawn = true) =>
      difference(
        values,
        values.map(() => 0),
        'mean',
        drawn,
        few,
      )!.verdict;
    expect(verdict([0, 0, 0])).toBe('equal');
    expect(verdict([1, 1, 1, 1, 1])).toBe('too few');
    expect(verdict([1, 1, 1, 1, 1, 1])).toBe('higher');
    expect(verdict([-1, -1, -1, -1, -1, -1])).toBe('lower');
    expect(verdict([0, 0, 0, 0, 0, 9])).toBe('no difference');
    expect(verdict([1], false)).toBe('higher');
    expect(verdict([-1, 1], false)).toBe('no difference');
    expect(summarize([1, 2, 3], 'mean', false, few)?.interval).toBeNull();
  });
});

describe('groups of a scenario', () => {
  const faults = FIGURES[figurePlace('coverage', 'faults')]!;
  const cells = (policy: string, point: string, values: readonly (number | null)[]): CellResult[] =>
    values.map((value, seed) => ({
      ...{ scenario: 's', point, seed, policy, status: 'placed', message: '' },
      ...{ placements: [], coverage: { faults: value }, fragmentation: {} },
    }));
  const info = {
    name: 's',
    file: '',
    comment: '',
    machine: '',
    points: ['p', 'q'],
    seeds: [0, 1, 2, 3, 4, 5],
    headline: 'faults',
  };
  const statistics = (seeds: readonly number[], ...of: CellResult[][]) => {
    const { scenarios } = summaryOf({
      scenarios: [{ ...info, seeds }],
      policies: [],
      cells: of.flat(),
      expectations: [],
    });
    return { summary: scenarios[0]!, found: scenarioStatistics(scenarios[0]!, faults, 'linux', few) };
  };

  it('are compared with the baseline of their own point, and corrected together', () => {
    const { found } = statistics(
      info.seeds,
      cells('linux', 'p', [1, 2, 3, 4, 5, 6]),
      cells('mine', 'p', [2, 4, 6, 8, 10, 12]),
      cells('other', 'p', [0, 1, 2, 3, 4, 5]),
      cells('linux', 'q', [7, 7, 7, 7, 7, 7]),
      cells('mine', 'q', [7, 7, 7, 7, 7, 7]),
      cells('alone', 'r', [1, 1, 1, 1, 1, 1]),
    );
    expect(
      found.map(({ policy, point, by, difference: to, holm: p }) => [
        policy,
        point,
        by,
        to?.value ?? null,
        to?.verdict ?? null,
        p,
      ]),
    ).toEqual([
      ['linux', 'p', 'mean', null, null, null],
      ['mine', 'p', 'mean', 3.5, 'higher', 3 / 32],
      ['other', 'p', 'mean', -1, 'lower', 3 / 32],
      ['linux', 'q', 'mean', null, null, null],
      ['mine', 'q', 'mean', 0, 'equal', 1],
      ['alone', 'r', 'mean', null, null, null],
    ]);
    expect(found[1]!.summary).toMatchObject({ n: 6, value: 7 });
    expect(found[3]!.summary).toEqual({ n: 6, value: 7, interval: { low: 7, high: 7 } });
  });
  it('that have the same values are worked out once', () => {
    const same = [1, 2, 3, 4, 5, 6];
    const { found } = statistics(
      info.seeds,
      cells('linux', 'p', same.toReversed()),
      cells('mine', 'p', same),
      cells('other', 'p', same),
    );
    expect(found[2]!.summary).toBe(found[1]!.summary);
    expect(found[2]!.difference).toBe(found[1]!.difference);
  });
  it('without seeds have exact values and no test', () => {
    const { found, summary } = statistics(
      [],
      cells('linux', 'p', [1]),
      cells('mine', 'p', [3]),
      cells('none', 'p', [null]),
    );
    expect(found[1]).toMatchObject({
      summary: { n: 1, value: 3, interval: null },
      difference: { value: 2, p: null },
      holm: null,
    });
    expect(found[2]).toMatchObject({ summary: null, difference: null, holm: null });
    expect(groupSummaryOf(summary.groups[1]!, faults, few)).toEqual({ n: 1, value: 3, interval: null });
  });
  it('are aggregated as the metric is declared', () => {
    const by = FIGURES.map(({ column }) => column.across?.by ?? 'mean');
    expect(new Set(by)).toEqual(new Set(['mean', 'median']));
    const wild = FIGURES.find(
      ({ column, table }) => table === 'fragmentation' && column.across?.by === 'median',
    )!;
    const held = [1, 2, 30].map(
      (value, seed): CellResult => ({
        ...{ scenario: 's', point: 'p', seed, policy: 'linux', status: 'placed', message: '' },
        ...{ placements: [], coverage: {}, fragmentation: { [wild.column.name]: value } },
      }),
    );
    const result = {
      scenarios: [{ ...info, headline: wild.column.name }],
      policies: [],
      cells: held,
      expectations: [],
    };
    const { scenarios } = summaryOf(result);
    const summary = groupSummaryOf(scenarios[0]!.groups[0]!, wild, few)!;
    expect(summary).toMatchObject({ n: 3, value: 2 });
    expect(summary.interval).not.toBeNull();
    // A metric that declares nothing is averaged.
    const { across, ...column } = wild.column;
    expect(across?.by).toBe('median');
    const plain = { ...wild, column };
    expect(groupSummaryOf(scenarios[0]!.groups[0]!, plain, few)?.value).toBe(11);
    expect(scenarioStatistics(scenarios[0]!, plain, 'linux', few)[0]).toMatchObject({
      by: 'mean',
      summary: { value: 11 },
    });
    expect(scenarioStatistics(scenarios[0]!, wild, 'linux', few)[0]).toMatchObject({
      by: 'median',
      summary: { value: 2 },
    });
  });
});

it('statistics.csv has its columns in order, each with a meaning', () => {
  expect(STATISTICS.map(({ name, type }) => `${name} ${type}`)).toEqual([
    ...[
      'scenario text',
      'point text',
      'policy text',
      'metric text',
      'over_seeds text',
      'n integer',
      'value real',
    ],
    ...[
      'low real',
      'high real',
      'pairs integer',
      'different integer',
      'difference real',
      'difference_low real',
    ],
    ...['difference_high real', 'effect real', 'p real', 'p_holm real', 'verdict text'],
  ]);
  for (const { meaning, ...rest } of STATISTICS.slice(3)) {
    expect(meaning).toMatch(/\.$/);
    const { name, type } = rest;
    expect(rest).toEqual({ name, type, heading: name, tables: ['statistics'], unit: '', better: 'neither' });
  }
});
