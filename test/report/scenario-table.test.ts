import { describe, expect, it } from 'vitest';
import type { CellResult } from '../../src/metrics/results.ts';
import { AGGREGATES } from '../../src/metrics/statistics/aggregate.ts';
import { bootstrapInterval } from '../../src/metrics/statistics/bootstrap.ts';
import { Resamples } from '../../src/metrics/statistics/resamples.ts';
import { headlineNamed } from '../../src/report/headline.ts';
import { limitsText } from '../../src/report/over-seeds.ts';
import type { ReportTable } from '../../src/report/report-table.ts';
import { scenarioTable } from '../../src/report/scenario-table.ts';
import { cell, scenario, sole } from './run-fixture.ts';

const IDEAL = headlineNamed('share_of_ideal')!;

/** The fields of one column, with `*` where marked. */
function column(table: ReportTable, heading: string): string[] {
  const index = table.columns.findIndex((each) => each.heading.join() === heading);
  return table.rows.map((row) =>
    index < 0 ? 'no such column' : row[index]!.text + (row[index]!.best ? '*' : ''),
  );
}

/** A 2 GiB BAR placed with leaves of one size, for that many faults. */
function placed(
  policy: string,
  faults: number,
  share: number,
  more: Partial<Parameters<typeof cell>[0]> = {},
): CellResult {
  return cell({
    scenario: 's',
    policy,
    placements: [{ mapping: 'bar2', address: 0x7fff_4000_0000, search: 'mask 1G', status: 'placed' }],
    coverage: { faults, share_of_ideal: share, leaves_pmd: faults },
    fragmentation: { failed: 0 },
    ...more,
  });
}

describe('rows', () => {
  const cells = [placed('mastro', 2, 1), placed('linux', 524_288, 0), placed('ideal', 2, 1)];
  const table = scenarioTable(...sole([scenario('s')], cells), IDEAL);

  it('are policies, the baseline first, the others as they were asked for', () => {
    expect(column(table, 'policy')).toEqual(['linux', 'mastro', 'ideal']);
  });

  it('have the best values marked, those of the bound aside', () => {
    expect(column(table, 'faults')).toEqual(['524,288', '2*', '2']);
    expect(column(table, 'ideal')).toEqual(['0%', '100%*', '100%']);
  });

  it('have no mark where all rivals are equal', () => {
    expect(column(table, 'failed')).toEqual(['0', '0', '0']);
  });
});

it('shows the address of the only named mapping, and none where there are several', () => {
  const one = sole([scenario('s')], [placed('linux', 4, 0)]);
  expect(column(scenarioTable(...one, IDEAL), 'address')).toEqual(['0x7fff40000000']);
  const two = placed('linux', 4, 0, { placements: [{ mapping: 'a' }, { mapping: 'b' }] });
  const table = scenarioTable(...sole([scenario('s')], [two]), IDEAL);
  expect(column(table, 'address')).toEqual(['no such column']);
  expect(table.about).toContain('Figures are those of 2 named mappings together.');
});

it('does not praise a policy for what it failed to map', () => {
  const failed = placed('xu-pa', 0, 0, {
    placements: [{ mapping: 'bar2', address: null, status: 'failed' }],
  });
  const table = scenarioTable(
    ...sole([scenario('s')], [placed('linux', 8, 0), failed, placed('mastro', 4, 1)]),
    IDEAL,
  );
  expect(column(table, 'address')[1]).toBe('failed');
  expect(column(table, 'faults')).toEqual(['8', '0', '4*']);
});

it('marks what went wrong in a row, leaves skipped policies out, and says why below, one sentence a reason', () => {
  const none = (policy: string, status: CellResult['status'], message: string) =>
    placed(policy, 0, 0, { status, message, placements: [] });
  const cells = [
    placed('linux', 8, 0),
    none('mastro', 'skipped', 'no VFIO region'),
    none('qemu-9.2', 'skipped', 'no VFIO region'),
    none('mine', 'violation', '0x123 is not page-aligned'),
  ];
  const table = scenarioTable(...sole([scenario('s')], cells), IDEAL);
  expect(column(table, 'policy')).toEqual(['linux', 'mine']);
  expect(table.rows[1]!.map(({ text }) => text).slice(0, 3)).toEqual(['mine', 'violation', '-']);
  expect(table.notes).toEqual([
    'skipped: mastro, qemu-9.2: no VFIO region',
    'violation: mine: 0x123 is not page-aligned',
  ]);
});

describe('several seeds', () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const drawn = scenario('s', { seeds });
  const shares = (policy: string, of: (seed: number) => number) =>
    seeds.map((seed) => placed(policy, seed * 100, of(seed), { seed }));

  it('are one mean; the headline has its interval beside it, and a line says over what', () => {
    const table = scenarioTable(
      ...sole(
        [drawn],
        shares('linux', (seed) => (seed > 6 ? 1 : 0)),
      ),
      IDEAL,
    );
    const interval = bootstrapInterval([0, 0, 0, 0, 0, 0, 1, 1], AGGREGATES.mean, new Resamples())!;
    expect(column(table, 'ideal')).toEqual(['25%']);
    expect(column(table, '95%')).toEqual([limitsText(interval, IDEAL)]);
    expect(column(table, 'faults')).toEqual(['450']);
    expect(table.about).toContain('Over 8 seeds: share_of_ideal as mean with its 95% interval.');
  });

  it('have a best only where its interval is clear of the others', () => {
    const marked = (own: (seed: number) => number) => {
      const cells = [...shares('linux', (seed) => (seed % 2) / 2), ...shares('mastro', own)];
      const { rows, columns } = scenarioTable(...sole([drawn], cells), IDEAL);
      const place = columns.findIndex(({ heading }) => heading[0] === 'ideal');
      return rows.map((row) => row[place]!.best);
    };
    expect(marked(() => 1)).toEqual([false, true]);
    expect(marked((seed) => (seed % 2 ? 0.6 : 0))).toEqual([false, false]);
  });

  it('are a median where the metric is declared so', () => {
    const cells = seeds.map((seed) =>
      placed('linux', 1, 0, { seed, fragmentation: { largest_gap: seed === 8 ? 2 ** 40 : seed * 4096 } }),
    );
    const gap = headlineNamed('largest_gap')!;
    const info = { ...drawn, headline: 'largest_gap' };
    const table = scenarioTable(...sole([info], cells), gap);
    expect(column(table, 'largest')).toEqual(['18K']);
    expect(table.about.at(-2)).toBe('Over 8 seeds: largest_gap as median with its 95% interval.');
  });
});

it('keeps the headline metric whatever the width', () => {
  const table = scenarioTable(
    ...sole([scenario('s')], [placed('linux', 4, 0, { fragmentation: { vmas: 7 } })]),
    headlineNamed('vmas')!,
  );
  expect(table.columns.find(({ heading }) => heading[0] === 'VMAs')?.priority).toBe(0);
});

describe('the line below the title', () => {
  const about = (comment: string) => {
    const commented = scenario('s', { comment });
    return scenarioTable(...sole([commented], [placed('linux', 4, 0)]), IDEAL).about;
  };

  it('is the first sentence of the comment, over its line ends', () => {
    expect(about('# Mastro, 2025-05-29, on v1.2: BAR\n# at 0x6000000. His first trace.')).toEqual([
      'Mastro, 2025-05-29, on v1.2: BAR at 0x6000000.',
    ]);
    expect(about('Mastro\n\nmore')).toEqual(['Mastro']);
    expect(about('')).toEqual([]);
  });

  it('is cut at a blank where the sentence is long', () => {
    const [text = ''] = about('word '.repeat(100));
    expect(text.length).toBeLessThanOrEqual(244);
    expect(text).toMatch(/word \.\.\.$/);
  });
});
