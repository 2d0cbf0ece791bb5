import { expect, it } from 'vitest';
import { headlineNamed } from '../../src/report/headline.ts';
import { sweepTable } from '../../src/report/sweep-table.ts';
import { textTable } from '../../src/report/text.ts';
import { cell, scenario, sole } from './run-fixture.ts';

const IDEAL = headlineNamed('share_of_ideal')!;
const points = ['occ=0.5;size=2M', 'occ=0.5;size=1G'];
const swept = scenario('s', { points, machine: '' });
const at = (policy: string, point: string, share: number | null, more = {}) =>
  cell({ scenario: 's', policy, point, coverage: { share_of_ideal: share }, ...more });

it('shows policies × points, each point marked by itself', () => {
  const cells = [
    ...[at('linux', points[0]!, 0), at('linux', points[1]!, 0.5)],
    ...[at('mastro', points[0]!, 1), at('mastro', points[1]!, 0.25)],
  ];
  expect(textTable(sweepTable(...sole([swept], cells), IDEAL), { width: 80, colour: false })).toBe(
    [
      's',
      'share_of_ideal by occ and size.',
      'occ:      0.5   0.5',
      'size:      2M    1G',
      '-------------------',
      'linux     0%   50%*',
      'mastro  100%*  25%',
    ].join('\n'),
  );
});

it('shows the mean of two seeds with their range, and one value where they agree', () => {
  const cells = [1, 2].flatMap((seed) => [
    at('linux', points[0]!, seed - 1, { seed }),
    at('linux', points[1]!, 0.5, { seed }),
  ]);
  const table = sweepTable(...sole([{ ...swept, seeds: [1, 2] }], cells), IDEAL);
  expect(table.rows[0]!.map(({ text }) => text)).toEqual(['linux', '50% [0..100%]', '50%']);
  expect(table.about.at(-1)).toBe(
    'Over 2 seeds: share_of_ideal as mean with its range; too few to call a difference.',
  );
});

it('says what has no figure: a skip, a violation, an option that is swept elsewhere', () => {
  const cells = [
    ...[at('linux', points[0]!, 0), at('linux', points[1]!, 0)],
    at('mastro', points[0]!, null, { status: 'skipped', message: 'no VFIO region' }),
    at('mastro', points[1]!, 1),
    at('mastro(small=plain)', points[1]!, null, { status: 'violation', message: 'taken' }),
  ];
  const policies = ['linux', 'mastro'].map((id) => ({
    id,
    label: id,
    needs: [],
    toldBy: 'driver',
    source: '',
  }));
  const table = sweepTable(...sole([swept], cells, { policies }), IDEAL);
  expect(table.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['linux', '0%', '0%'],
    ['mastro', 'skip', '100%'],
    ['mastro(small=plain)', '', 'violation'],
  ]);
  expect(table.notes[0]).toBe('skipped: mastro (1 of 2 cells): no VFIO region');
});
