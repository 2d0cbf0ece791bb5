import { expect, it } from 'vitest';
import { totalsOf } from '../../src/report/totals.ts';
import { totalsTable } from '../../src/report/totals-table.ts';
import { type CellSketch, cell, scenario, summary } from './run-fixture.ts';

const share = (name: string, policy: string, value: number | null, more: Partial<CellSketch> = {}) =>
  cell({ scenario: name, policy, coverage: { share_of_ideal: value }, ...more });

it('counts scenarios, not bytes: better than, equal to, worse than linux, and at ideal', () => {
  const cells = [
    ...[share('a', 'linux', 0), share('a', 'mine', 1)],
    ...[share('b', 'linux', 0.5), share('b', 'mine', 0.5)],
    ...[share('c', 'linux', 0.5), share('c', 'mine', 0.25)],
  ];
  const totals = totalsOf(
    summary(
      ['a', 'b', 'c'].map((name) => scenario(name)),
      cells,
    ),
  );
  expect(totals.policies[1]).toMatchObject({ atIdeal: 1, better: 1, equal: 1, worse: 1, leftOut: 0 });
  expect(totals.policies[0]).toMatchObject({ atIdeal: 0, better: 0, equal: 3, worse: 0 });
});

it('counts a swept scenario once, by the mean over points and seeds', () => {
  const cells = [0, 1].flatMap((seed) => [
    share('a', 'linux', 0.5, { seed }),
    share('a', 'mine', seed === 0 ? 0.9 : 0.2, { seed }),
  ]);
  expect(totalsOf(summary([scenario('a')], cells)).policies[1]).toMatchObject({ better: 1, worse: 0 });
});

it('compares where both have figures: a policy that fails at the easy point gains nothing by it', () => {
  const cells = [
    ...[share('a', 'linux', 1, { point: 'n=1' }), share('a', 'linux', 0, { point: 'n=2' })],
    share('a', 'mine', null, { point: 'n=1', status: 'violation' }),
    share('a', 'mine', 0, { point: 'n=2' }),
  ];
  expect(totalsOf(summary([scenario('a')], cells)).policies[1]).toMatchObject({
    equal: 1,
    worse: 0,
    better: 0,
  });
});

it('leaves out scenarios that a shown policy skips, and those where ideal saves nothing', () => {
  const cells = [
    ...[share('a', 'linux', 0), share('a', 'mine', null, { status: 'skipped' })],
    ...[share('b', 'linux', null), share('b', 'mine', null)],
    ...[share('c', 'linux', 0), share('c', 'mine', 1)],
  ];
  const totals = totalsOf(
    summary(
      ['a', 'b', 'c'].map((name) => scenario(name)),
      cells,
    ),
  );
  expect(totals).toMatchObject({ scenarios: 1, skipped: ['a'], withoutIdeal: ['b'] });
  expect(totals.policies[1]).toMatchObject({ better: 1, equal: 0 });
  expect(totalsTable(totals, 3).notes.join(' ')).toMatch(
    /skips it: "a".*can have a PMD or a larger leaf: "b"/,
  );
});

it('leaves a violation out for the policy that made it, and says so', () => {
  const cells = [
    share('a', 'linux', 0),
    share('a', 'mine', null, { status: 'violation' }),
    share('a', 'other', 1),
  ];
  const totals = totalsOf(summary([scenario('a')], cells));
  expect(totals.policies.map(({ leftOut }) => leftOut)).toEqual([0, 1, 0]);
  expect(totalsTable(totals, 1).columns.at(-1)?.heading).toEqual(['left out']);
});
