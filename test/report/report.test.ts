import { describe, expect, it } from 'vitest';
import type { ExpectationResult } from '../../src/metrics/results.ts';
import { failuresOf } from '../../src/report/expectations.ts';
import { headlineNamed, headlineNames } from '../../src/report/headline.ts';
import { jsonParts } from '../../src/report/json.ts';
import { type ReportOptions, reportOf } from '../../src/report/report.ts';
import { cell, run, scenario, summary } from './run-fixture.ts';

const failed: ExpectationResult = {
  scenario: 'a',
  point: '',
  seed: null,
  policy: 'linux',
  file: 'a.scn',
  start: 13,
  end: 20,
  holds: false,
  text: 'faults(bar2) == 2',
  got: '524288',
};
const texts = new Map([['a.scn', 'language 1\r\n expect']]);
const cells = ['a', 'b'].flatMap((name) => [
  cell({ scenario: name, policy: 'linux', coverage: { share_of_ideal: 0, faults: 5 } }),
  cell({
    scenario: name,
    policy: 'mastro',
    coverage: { share_of_ideal: 1, faults: 2 },
    placements: [{ address: 4096 }],
  }),
]);
const result = run([scenario('a'), scenario('b')], cells, { expectations: [failed] });
const style = { width: 80, colour: false };
const headline = headlineNamed('share_of_ideal')!;
const all = summary([scenario('a'), scenario('b')], cells, { expectations: [failed] });
const failures = failuresOf([failed], texts);
const report = (format: ReportOptions['format']) => reportOf(all, failures, { format, headline, style });

describe('text', () => {
  it('has every scenario, then how to read them, the totals, and what failed', () => {
    const text = report('table');
    const order = [
      'a  [spr]',
      'b  [spr]',
      'How to read',
      'Totals over 2 of 2',
      'Failed expectations: 1 of 1',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBe(0);
  });

  it('says the place of a failed expectation as editors read it', () => {
    expect(report('table')).toContain('a.scn:2:2: linux: expected faults(bar2) == 2, got 524288');
  });

  it('is plain ASCII of at most 72 columns for a mail', () => {
    const wide = reportOf(all, [], { format: 'text', headline, style: { width: 200, colour: true } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is that there are none
    expect(wide).toMatch(/^[\x0a\x20-\x7e]*$/);
    expect(Math.max(...wide.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  it('has no totals for a single scenario', () => {
    const one = summary([scenario('a')], cells.slice(0, 2));
    expect(reportOf(one, [], { format: 'table', headline, style })).not.toContain('Totals');
  });
});

it('JSON has every figure in full, addresses as 0x, and the failures', () => {
  const document = JSON.parse([...jsonParts(all, result.cells, failures)].join(''));
  expect(document.cells).toHaveLength(4);
  expect(document.cells[1]).toMatchObject({
    policy: 'mastro',
    coverage: { faults: 2 },
    placements: [{ address: '0x1000' }],
  });
  expect(document.totals.policies[1]).toMatchObject({ label: 'mastro', better: 2 });
  expect(document.expectations).toMatchObject({
    checked: 1,
    failed: [{ file: 'a.scn', line: 2, column: 2 }],
  });
});

it('any number of coverage and fragmentation can be the headline, no text and no placement', () => {
  expect(headlineNames()).toContain('unusable_1g');
  expect(headlineNamed('search')).toBeUndefined();
  expect(headlineNamed('bytes_lost')).toBeUndefined();
  expect(headlineNamed('seed')).toBeUndefined();
  expect(headlineNamed('searches')?.table).toBe('fragmentation');
});
