import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const PAIRS = [
  'hunt',
  '--all-pairs',
  '--policy',
  'linux,pighin-thp,gunthorpe-start-pfn',
  '--tries',
  '256',
  '--quiet',
];

type CsvRow = Readonly<Record<string, string>>;

it('says of every ordered pair who loses, where, and by how much', async () => {
  const folder = temporaryFolder({});
  const { code, out } = await runCli(folder, [...PAIRS, '--out', 'duels']);
  expect(code).toBe(0);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  expect(read('duels/matrix.txt')).toBe(out);
  const rows = parse<CsvRow>(read('duels/matrix.csv'), { columns: true });
  expect(rows.map(({ worse, than }) => `${worse} ${than}`)).toHaveLength(6);

  const run = await runCli(folder, ['run', 'duels/duels.scn', '--out', 'results', '--quiet']);
  expect(run).toMatchObject({ code: 0, err: '' });
  const coverage = parse<CsvRow>(read('results/coverage.csv'), { columns: true });
  const share = (scenario: string, policy: string) =>
    Number(coverage.find((row) => row.scenario === scenario && row.policy === policy)!.share_of_ideal);
  const decided = rows.filter(({ scenario }) => scenario !== '');
  expect(decided.length).toBeGreaterThan(3);
  for (const { worse, than, scenario, loss, worse_figure: figure } of decided) {
    expect(share(scenario!, worse!)).toBe(Number(figure));
    expect(share(scenario!, worse!)).toBeLessThan(share(scenario!, than!));
    expect(Number(loss)).toBeGreaterThanOrEqual(0.05);
  }
});

it('is the same for any number of threads', async () => {
  const alone = await runCli(temporaryFolder({}), [...PAIRS, '--workers', '0']);
  const threads = await runCli(temporaryFolder({}), [...PAIRS, '--workers', '2']);
  expect(threads.out).toBe(alone.out);
});

it('takes no pair of its own', async () => {
  const { code, err } = await runCli(temporaryFolder({}), [...PAIRS, '--worse', 'linux']);
  expect(code).toBe(2);
  expect(err).toContain("'--all-pairs' has every pair in it");
});
