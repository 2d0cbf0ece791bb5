import { expect, it } from 'vitest';
import { informationOf } from '../../src/report/information.ts';
import { informationReport } from '../../src/report/information-report.ts';
import { cell, policy, scenario, summary } from './run-fixture.ts';

const POLICIES = [
  policy('linux', [], 'nobody'),
  policy('length', [], 'nobody'),
  policy('hooked', [], 'driver'),
  policy('pfn', ['startPfn'], 'driver'),
  policy('order', ['maxOrder'], 'driver'),
  policy('both', ['action', 'startPfn'], 'driver'),
  policy('exact-fit', ['pa'], 'the lab'),
  policy('ideal', ['pa'], 'the lab'),
];

/** One scenario a row: its file, and the shares of the policies in their order. */
function runOf(rows: readonly (readonly [string, readonly (number | null)[]])[]) {
  const scenarios = rows.map(([file], index) => scenario(`s${index}`, { file }));
  const cells = rows.flatMap(([, shares], index) =>
    shares.map((share, at) =>
      cell({ scenario: `s${index}`, policy: POLICIES[at]!.label, coverage: { share_of_ideal: share } }),
    ),
  );
  return summary(scenarios, cells, { policies: POLICIES });
}

it('finds the smallest set of facts that reaches the bound in every scenario of a file', () => {
  const { families } = informationOf(
    runOf([
      ['a.scn', [0, 1, 1, 1, 1, 1, 1, 1]],
      ['b.scn', [0, 0.5, 1, 1, 1, 1, 1, 1]],
      ['c.scn', [0, 0.5, 0.5, 1, 1, 1, 1, 1]],
      ['c.scn', [0, 0.5, 0.5, 1, 0.9, 1, 1, 1]],
      ['d.scn', [0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1]],
      ['e.scn', [0, 0, 0, 0, 0, 0.1, 1, 1]],
      ['f.scn', [1, 1, 1, 1, 1, 1, 1, 1]],
    ]),
  );
  const least = families.map(({ file, smallest }) => [
    file,
    smallest.map(({ policies }) => policies.join(' ')),
  ]);
  expect(least).toEqual([
    ['a.scn', ['length']],
    ['b.scn', ['hooked', 'pfn', 'order']],
    ['c.scn', ['pfn']],
    ['d.scn', ['both']],
    ['e.scn', []],
    ['f.scn', ['linux']],
  ]);
});

it('takes what exact-fit has for the bound where no address has the leaves of ideal', () => {
  const [family] = informationOf(runOf([['a.scn', [0, 0.5, 0.2, 0.5, 0.4, 0.6, 0.5, 1]]])).families;
  expect(family!.policies.map(({ atBound }) => atBound)).toEqual([0, 1, 0, 1, 0, 1, 1, 1]);
  expect(family!.smallest.map(({ policies }) => policies)).toEqual([['length']]);
});

it('leaves out what ideal itself cannot improve', () => {
  const { scenarios, families } = informationOf(runOf([['a.scn', POLICIES.map(() => null)]]));
  expect([scenarios, families]).toEqual([0, []]);
});

it('is written in every format', () => {
  const information = informationOf(runOf([['dir/a.scn', [0, 0.5, 0.5, 1, 1, 1, 1, 1]]]));
  const style = { width: 100, colour: false };
  const as = (format: Parameters<typeof informationReport>[1]) =>
    informationReport(information, format, style);
  expect(as('table')).toMatch(/^pfn +start PFN +driver +1\* +1\* +0 +100%\*$/m);
  expect(as('table')).toMatch(/^a\.scn +1 +start PFN +driver +pfn$/m);
  expect(
    Math.max(
      ...as('text')
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(72);
  expect(as('markdown')).toContain('| pfn       | start PFN');
  const [header, ...records] = as('csv').split('\r\n');
  expect(header).toBe(
    'family,policy,is_told,told_by,scenarios,at_bound,better,worse,share_of_ideal,smallest',
  );
  expect(records).toContain('dir/a.scn,both,action startPfn,driver,1,1,1,0,1,0');
  expect(records).toContain('dir/a.scn,pfn,startPfn,driver,1,1,1,0,1,1');
  expect(JSON.parse(as('json'))).toMatchObject({
    version: 1,
    families: [{ file: 'dir/a.scn', scenarios: 1 }],
  });
});
