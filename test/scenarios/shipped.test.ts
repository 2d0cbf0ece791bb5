import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMaps } from '../../src/import/maps.ts';
import { renderDiagnostics } from '../../src/language/render/text.ts';
import { FILES, ROOT, run, SHIPPED } from './shipped.ts';

const NAMES = SHIPPED.scenarios.map(({ name }) => name);

it('checks without an error, a warning or a remark', () => {
  expect(SHIPPED.problems).toEqual([]);
  expect(renderDiagnostics(SHIPPED.diagnostics, SHIPPED.texts)).toBe('');
});

it('has at least 30 scenarios, each with a name of its own', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(30);
  expect(new Set(NAMES).size).toBe(NAMES.length);
});

it('has a comment above every scenario, and one that begins each file', () => {
  expect(SHIPPED.scenarios.filter(({ comment }) => comment.length < 40).map(({ name }) => name)).toEqual([]);
  for (const file of FILES) expect(SHIPPED.texts.get(file)).toMatch(/^(# \S.*\n){2,5}\nlanguage 1\n/);
});

it('names a source, or says that the scenario is constructed', () => {
  const SOURCE = /\b20\d\d\b|\b[0-9a-f]{12}\b|kernel-facts|constructed|^The same|\w+\(\)|\w\.c\b/i;
  const silent = SHIPPED.scenarios.filter(({ comment }) => !SOURCE.test(comment));
  expect(silent.map(({ name, comment }) => `${name}: ${comment}`)).toEqual([]);
});

it('lists every scenario in the index, under its file, and no other', () => {
  const rows = readFileSync(path.join(ROOT, 'scenarios/README.md'), 'utf8').split('\n');
  const table = rows.filter((row) => /^\| \S/.test(row)).map((row) => row.split('|')[1]!.trim());
  const families = table.filter((name) => name.startsWith('**'));
  expect(families.map((name) => `scenarios/${name.replaceAll('*', '')}`).sort()).toEqual(FILES);
  const listed = table.filter((name) => !/^(\*\*|-|scenario$|file$|`)/.test(name));
  expect([...listed].sort()).toEqual([...NAMES].sort());
});

it('is indented by two spaces, without tabs, long lines or blanks at line ends', () => {
  for (const file of FILES) {
    const lines = SHIPPED.texts.get(file)!.split('\n');
    expect(
      lines.filter((line) => /\t| $/.test(line) || line.length > 125 || /^( {2})* \S/.test(line)),
    ).toEqual([]);
  }
});

it('ships snapshots that can be read, and uses each', () => {
  const maps = [...SHIPPED.texts].filter(([file]) => file.endsWith('.maps'));
  expect(maps.map(([file]) => path.basename(file)).sort()).toEqual(['gcc.maps', 'python.maps', 'qemu.maps']);
  for (const [, text] of maps) expect(readMaps(text).problems).toEqual([]);
});

describe('every expectation holds', () => {
  it.each(NAMES)('%s', (name) => {
    const { expectations, cells } = run(name);
    const failed = expectations.filter(({ holds }) => !holds);
    expect(failed.map(({ policy, point, text, got }) => `${policy} ${point}: ${text}, got ${got}`)).toEqual(
      [],
    );
    expect(cells.filter(({ status }) => status === 'violation' || status === 'error')).toEqual([]);
  });
});
