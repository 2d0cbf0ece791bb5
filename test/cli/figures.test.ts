import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const TEXT = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
scenario "one" { bar2 = mmap gpu.bar2 }
scenario "swept" { sweep size in 64M, 1G  bar2 = mmap gpu.bar2 length $size }
`;

async function folderWithResults(): Promise<string> {
  const folder = temporaryFolder({ 'gpu.scn': TEXT });
  await runCli(folder, ['run', 'gpu.scn', '--quiet']);
  return folder;
}

const figuresIn = (folder: string) => readdirSync(path.join(folder, 'results/figures')).sort();

it('draws figures of a run beside its tables, with their specifications, twice alike', async () => {
  const folder = await folderWithResults();
  const { code, err } = await runCli(folder, ['figures']);
  expect([code, err]).toEqual([0, 'policy-lab: wrote 5 figures to results/figures\n']);
  const names = ['coverage-gpu', 'faults-gpu', 'miss-ratio-gpu-one', 'sweep-gpu-swept', 'trade-off-gpu'];
  expect(figuresIn(folder)).toEqual(
    [...names.flatMap((name) => [`${name}.svg`, `${name}.vl.json`]), 'figures.json'].sort(),
  );
  const read = () =>
    figuresIn(folder).map((name) => readFileSync(path.join(folder, 'results/figures', name), 'utf8'));
  const first = read();
  await runCli(folder, ['figures', '--quiet']);
  expect(read()).toEqual(first);
  const spec = JSON.parse(readFileSync(path.join(folder, 'results/figures/coverage-gpu.vl.json'), 'utf8'));
  expect(spec.$schema).toContain('vega-lite');
});

it('says what it cannot do', async () => {
  const folder = await folderWithResults();
  const none = await runCli(folder, ['figures', 'nowhere']);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining("'nowhere' has no manifest.json")]);
  writeFileSync(path.join(folder, 'gpu.scn'), `${TEXT}# changed\n`);
  const changed = await runCli(folder, ['figures']);
  expect(changed.err).toContain('not replayed: gpu.scn is not here as the run read it');
  const foreign = await runCli(folder, ['figures', '--out', '.']);
  expect([foreign.code, foreign.err]).toEqual([2, expect.stringContaining('files that are no figures')]);
  writeFileSync(path.join(folder, 'results/coverage.csv'), 'scenario,point\n');
  const damaged = await runCli(folder, ['figures']);
  expect(damaged.err).toContain("'results/coverage.csv' is not as a run writes it");
});
