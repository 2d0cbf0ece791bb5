import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { markupProblem } from '../report/markup.ts';
import { runCli } from './run-cli.ts';

const TEXT = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
scenario "a 2 GiB BAR" { bar2 = mmap gpu.bar2 }
scenario "coming and going" {
  seeds 1
  repeat 40 { choose { 60%: mmap gpu.bar2 length 8M  40%: munmap any } }
}
`;

const explain = (folder: string, ...args: string[]) =>
  runCli(folder, ['explain', ...args, '--files', 'gpu.scn']);

it('draws a map on the terminal, without naming a mapping', async () => {
  const { code, out } = await explain(temporaryFolder({ 'gpu.scn': TEXT }), '2 GiB', '--map');
  expect(code).toBe(0);
  expect(out).toContain('pighin-thp: 1,024 x 2M, 1,024 faults');
  expect(out).toContain('VA 4K below PA mod 2M: no 2M leaf');
  expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it('writes the same picture twice', async () => {
  const folder = temporaryFolder({ 'gpu.scn': TEXT });
  for (const name of ['a.svg', 'b.svg']) {
    const { code, out } = await explain(folder, '2 GiB', 'bar2', '--svg', name, '--style', 'column');
    expect([code, out]).toEqual([0, '']);
  }
  const svg = readFileSync(path.join(folder, 'a.svg'), 'utf8');
  expect(svg).toBe(readFileSync(path.join(folder, 'b.svg'), 'utf8'));
  expect(markupProblem(svg)).toBeUndefined();
});

it('draws moments of a sequence', async () => {
  const { code, out } = await explain(temporaryFolder({ 'gpu.scn': TEXT }), 'coming', '--frames', '4');
  expect(code).toBe(0);
  expect(out.match(/^after \d+ of 40 calls/gm)).toHaveLength(4);
});

it.each([
  [['2 GiB', 'bar9', '--map'], 2, "unknown mapping 'bar9'"],
  [['2 GiB', '--frames', '1'], 2, '--frames cannot be 1'],
  [['2 GiB', '--svg', 'no/such/folder.svg'], 1, 'no/such/folder.svg'],
])('%j says what is wrong', async (args, exitCode, words) => {
  const { code, err } = await explain(temporaryFolder({ 'gpu.scn': TEXT }), ...args);
  expect(code).toBe(exitCode);
  expect(err).toContain(words);
});
