import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf } from '../../src/metrics/catalogue.ts';
import { csvOf } from '../../src/report/csv.ts';
import { fieldOf, textOfField } from '../../src/report/csv-field.ts';
import { cell, run, scenario } from './run-fixture.ts';

const NAME = 'a "quoted", comma\nand a line';
const two = run(
  [scenario(NAME)],
  [
    cell({
      scenario: NAME,
      policy: 'linux',
      seed: 3,
      placements: [
        { mapping: 'a', length: 4096, address: 0x7000, status: 'failed' },
        { mapping: 'b', length: 2 ** 40 },
      ],
      coverage: { share_of_ideal: 0.25 },
    }),
    cell({ scenario: NAME, policy: 'ideal', status: 'skipped' }),
  ],
);

/** A reader of RFC 4180, written from the RFC: quoted fields may hold commas, line ends and doubled quotes. */
function readCsv(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [whole, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (whole === '') break;
    records.at(-1)!.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

it('has the columns of the catalogue, in its order', () => {
  for (const table of ['placements', 'coverage', 'fragmentation'] as const) {
    expect(readCsv(csvOf(two, table))[0]).toEqual(columnsOf(table).map(({ name }) => name));
  }
});

it('has a row for every named mapping in placements, and for every cell elsewhere', () => {
  expect(readCsv(csvOf(two, 'placements'))).toHaveLength(1 + 2);
  expect(readCsv(csvOf(two, 'coverage'))).toHaveLength(1 + 2);
  expect(readCsv(csvOf(two, 'fragmentation'))).toHaveLength(1 + 2);
});

it('says in every row which cell it belongs to, with a status of its own where a mapping has one', () => {
  const [, a, b] = readCsv(csvOf(two, 'placements'));
  expect(a!.slice(0, 6)).toEqual([NAME, '', '3', 'linux', 'failed', 'a']);
  expect(b!.slice(0, 6)).toEqual([NAME, '', '3', 'linux', 'placed', 'b']);
  expect(readCsv(csvOf(two, 'coverage'))[2]!.slice(0, 5)).toEqual([NAME, '', '', 'ideal', 'skipped']);
});

it('ends every record with CRLF, the last one too, and quotes what needs it', () => {
  const text = csvOf(run([scenario('s')], [cell({ scenario: 's', policy: 'linux' })]), 'fragmentation');
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n"]/);
  expect(csvOf(two, 'coverage')).toContain('"a ""quoted"", comma\nand a line",');
});

it('has a header even where nothing was run', () => {
  expect(csvOf(run([], []), 'coverage')).toMatch(/^scenario,point,seed,policy,status,[\w,]+\r\n$/);
});

it('no text of a record is a formula, and each comes back', () => {
  const part = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', '＠', 'a', '1');
  fc.assert(
    fc.property(fc.string({ unit: part }), (text) => {
      const field = fieldOf(text, 'text');
      expect(field).not.toMatch(/^[=+\-@\t\r＝＠]/);
      expect(textOfField(field)).toBe(text);
    }),
  );
  expect(fieldOf(-2, 'real')).toBe('-2');
  expect(fieldOf('it', 'text')).toBe('it');
  expect(fieldOf("'tis", 'text')).toBe("'tis");
});
