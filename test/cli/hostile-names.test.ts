import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readResults } from '../../src/lab/read-results.ts';
import { HOSTILE, INVISIBLE } from '../report/html/hostile.ts';
import { markupProblem } from '../report/markup.ts';
import { runCli } from './run-cli.ts';

/** Sequences that recolour a terminal, name its window, and begin with the one-byte C1 form. */
const STEERING = ['\u001b[31mred', '\u001b]0;title\u0007', '\u009b2J', '\t=1+1'];
const NAMES = [...HOSTILE, ...INVISIBLE.map((character) => `turned ${character} text`), ...STEERING];
const STEERS = /(?![\n\t])[\p{Cc}\p{Cf}]/u;

/** A policy whose label, options and reason are as hostile as it can make them. */
const PLUGIN = `export default {
  id: 'hostile', needs: [], source: 'a test', summary: 'says =1+1',
  options: { word: { default: 'a', meaning: 'a word', values: ['a', '=1+1', '<script>x</script>', '\u202e'] } },
  skips: (machine, options) => options.word !== 'a' ? undefined : '=cmd|calc \\u001b[31m \\u202e <script>alert(2)</script> \\\\\\\\input{x}',
  propose: () => [],
};`;

const quoted = (name: string) => `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const text = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
# From <script>alert(3)</script> \u001b[31m \u202e =1+1.
${NAMES.map((name) => `scenario ${quoted(name)} { sweep size in 64M, 1G  bar2 = mmap gpu.bar2 length $size }`).join('\n')}
scenario "fails \u202e" { bar2 = mmap gpu.bar2  expect faults(bar2) == 77 for linux }
`;

describe('names that would do something elsewhere', () => {
  let folder: string;
  const shown = new Map<string, string>();
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-hostile-'));
    writeFileSync(path.join(folder, '=hostile.scn'), text);
    writeFileSync(path.join(folder, 'hostile.js'), PLUGIN);
    const policies =
      'linux,pighin-thp,gunthorpe-start-pfn,ideal,hostile,hostile(word=<script>x</script>),hostile(word=\u202e)';
    const run = [
      'run',
      '=hostile.scn',
      '--plugin',
      './hostile.js',
      '--no-isolate',
      '--policy',
      policies,
      '--force',
    ];
    for (const format of ['table', 'text', 'markdown', 'latex', 'json']) {
      const { code, out, err } = await runCli(folder, [...run, '--format', format]);
      expect(err).toContain('wrote CSV files');
      expect(code, err).toBe(1);
      shown.set(format, out);
    }
    shown.set('plan', (await runCli(folder, ['plan', '=hostile.scn', '--list'])).out);
    for (const more of [['--map'], ['bar2']]) {
      const explained = await runCli(folder, [
        'explain',
        NAMES.at(-3)!,
        '=hostile.scn',
        ...more,
        '--policy',
        'linux',
      ]);
      shown.set(`explain ${more[0]}`, explained.out + explained.err);
    }
    for (const command of [['figures'], ['report'], ['export', 'results', '--out', 'parquet']]) {
      const { code, err } = await runCli(folder, command);
      expect(code, err).toBe(0);
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['table', 'text', 'markdown', 'latex', 'plan', 'explain --map', 'explain bar2'])(
    'steer no terminal and turn no text in %s',
    (format) => {
      expect(shown.get(format)).toContain(
        '\\u{'.replace('\\u{', format === 'latex' ? 'textbackslash{}u\\{' : 'u'),
      );
      expect(shown.get(format)).not.toMatch(STEERS);
    },
  );

  it('run nothing in LaTeX: every special is written as itself', () => {
    const latex = shown.get('latex')!;
    expect(latex).not.toContain('\\input');
    expect(latex).toContain('\\textbackslash{}input\\{/etc/passwd\\}');
    expect(latex).toContain('50\\% \\#1 a\\_b');
  });

  it('are no markup in Markdown', () => {
    expect(shown.get('markdown')).not.toMatch(/(?<!\\)<(script|img|b|style)/);
    expect(shown.get('markdown')).toContain('## \\<script\\>');
  });

  it.each(['placements', 'coverage', 'fragmentation', 'statistics'])('are no formula in %s.csv', (table) => {
    const csv = readFileSync(path.join(folder, 'results', `${table}.csv`));
    const records: string[][] = parse(csv, { record_delimiter: '\r\n' });
    const formulas = records.flat().filter((field) => /^[=+@\t\r-]/.test(field));
    // Numbers may be negative.
    expect(formulas.filter((field) => Number.isNaN(Number(field)))).toEqual([]);
    expect(records.flat()).toContain('\'=HYPERLINK("http://evil/","x")');
  });

  it('come back as they were written', async () => {
    const { coverage } = readResults(path.join(folder, 'results'), 'results');
    expect(new Set(coverage.map(({ scenario }) => scenario))).toEqual(new Set([...NAMES, 'fails \u202e']));
    expect(coverage.find(({ policy }) => policy === 'hostile')?.message ?? '').not.toMatch(/^'/);
    const file = await asyncBufferFromFile(path.join(folder, 'parquet', 'coverage.parquet'));
    const rows = await parquetReadObjects({ file, columns: ['scenario'] });
    expect(new Set(rows.map(({ scenario }) => scenario))).toEqual(new Set([...NAMES, 'fails \u202e']));
  });

  it('are text in figures and their specifications', () => {
    const names = readdirSync(path.join(folder, 'results', 'figures'));
    expect(names.filter((name) => name.startsWith('sweep-')).length).toBeGreaterThan(10);
    for (const name of names) {
      const content = readFileSync(path.join(folder, 'results', 'figures', name), 'utf8');
      expect(name).toMatch(/^[\w.-]+$/);
      if (name !== 'figures.json') expect(content, name).not.toMatch(STEERS);
      if (!name.endsWith('.svg')) continue;
      expect(markupProblem(content), name).toBeUndefined();
      expect(content, name).not.toMatch(/<(script|img|b|style|a)\b|href|onerror=(?!alert)/);
    }
  });

  it('are text in the report', () => {
    const html = readFileSync(path.join(folder, 'report.html'), 'utf8');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<img\b.{0,60}|<[^>"]* on[a-z]+=.{0,20}/g)).toBeNull();
    expect(html).not.toMatch(STEERS);
  });
});

it('diagnostics show what cannot be seen as its number', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-hostile-'));
  writeFileSync(path.join(folder, 'a.scn'), 'language 1\nscenario \u001b[31m \u2067 "x\u202e" {}\n');
  const { code, out, err } = await runCli(folder, ['check', 'a.scn']);
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(out + err).toContain('\\u{001B}');
  expect(out + err).not.toMatch(STEERS);
});
