import { expect, it } from 'vitest';
import { statisticsCsv } from '../../src/report/statistics-csv.ts';
import { cell, scenario, summary } from './run-fixture.ts';

const share = (policy: string, seed: number | null, value: number | null, more = {}) =>
  cell({ scenario: 's', policy, seed, coverage: { share_of_ideal: value }, ...more });
const records = (...sketch: Parameters<typeof summary>) =>
  statisticsCsv(summary(...sketch))
    .split('\r\n')
    .slice(1, -1);

it('has one exact value where nothing is drawn: n is 1, no interval, no test', () => {
  expect(records([scenario('s')], [share('linux', null, 0.25), share('mastro', null, 1)])).toEqual([
    's,,linux,share_of_ideal,mean,1,0.25,,,,,,,,,,,',
    's,,mastro,share_of_ideal,mean,1,1,,,1,1,0.75,,,,,,higher',
  ]);
});

it('has value, interval, paired difference, effect and tests over seeds, and the verdict', () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7];
  const cells = seeds.flatMap((seed) => [
    share('linux', seed, 0),
    share('mastro', seed, 0.5),
    share('xu-pa', seed, seed === 1 ? null : 0, seed === 1 ? { status: 'skipped' } : {}),
  ]);
  expect(records([scenario('s', { seeds })], cells)).toEqual([
    's,,linux,share_of_ideal,mean,7,0,0,0,,,,,,,,,',
    // 2 / 2^7, times the two tests of the table.
    's,,mastro,share_of_ideal,mean,7,0.5,0.5,0.5,7,7,0.5,0.5,0.5,1,0.015625,0.03125,higher',
    's,,xu-pa,share_of_ideal,mean,6,0,0,0,6,0,0,0,0,0,1,1,equal',
  ]);
});

it('has the headline that the scenario names as well, and no record of what has no value', () => {
  const info = scenario('s', { headline: 'vmas' });
  const cells = [cell({ scenario: 's', policy: 'linux', fragmentation: { vmas: 7 } })];
  expect(records([info], cells)).toEqual(['s,,linux,vmas,mean,1,7,,,,,,,,,,,']);
});
