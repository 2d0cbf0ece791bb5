import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

/** The thread's own example: 2 GiB at 4K, 2M and 1G are 524,288, 1,024 and 2 leaves. */
const THREAD = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000 size 2G prefetchable } }
# Pighin, linux-kernel, 16 June 2026
scenario "2 GiB BAR" {
  bar2 = mmap gpu.bar2
  expect faults(bar2) == 524288 for linux
  expect faults(bar2) == 1024 for pighin-thp
  expect faults(bar2) == 2 for gunthorpe-start-pfn
}
`;
const POLICIES = ['--policy', 'pighin-thp,gunthorpe-start-pfn'];
const thread = () => temporaryFolder({ 'scenarios/thread.scn': THREAD });

describe('a run', () => {
  it('prints a table with the baseline first, and writes the files', async () => {
    const cwd = thread();
    const { code, out } = await runCli(cwd, ['run', ...POLICIES]);
    expect(code).toBe(0);
    const rows = out.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(
      rows
        .filter(([, , leaves]) => / P[TMU][ED]$/.test(leaves ?? ''))
        .map(([id, , leaves, faults]) => [id, leaves, faults]),
    ).toEqual([
      ['linux', '524,288 PTE', '524,288'],
      ['pighin-thp', '1,024 PMD', '1,024'],
      ['gunthorpe-start-pfn', '2 PUD', '2*'],
    ]);
    expect(out).toContain('Pighin, linux-kernel, 16 June 2026');
    expect(readdirSync(path.join(cwd, 'results'))).toContain('placements.csv');
  });

  it('gives the same bytes twice, but for run.json', async () => {
    const cwd = thread();
    for (const out of ['one', 'two']) await runCli(cwd, ['run', ...POLICIES, '--out', out]);
    const [one, two] = ['one', 'two'].map((dir) =>
      readdirSync(path.join(cwd, dir))
        .filter((name) => name !== 'run.json')
        .map((name) => readFileSync(path.join(cwd, dir, name), 'utf8')),
    );
    expect(one).toEqual(two);
  });

  it('ends with 1 and says where, when an expectation fails; the files are written', async () => {
    const cwd = temporaryFolder({ 'a.scn': THREAD.replace('== 1024', '== 1023') });
    const { code, out } = await runCli(cwd, ['run', 'a.scn', ...POLICIES]);
    expect(code).toBe(1);
    expect(out).toContain('a.scn:7:3: pighin-thp: expected faults(bar2) == 1023, got 1024');
    expect(existsSync(path.join(cwd, 'results/manifest.json'))).toBe(true);
  });

  it('ends with 1 and writes nothing when a scenario has a mistake', async () => {
    const cwd = temporaryFolder({ 'a.scn': THREAD.replace('mmap gpu.bar2', 'mmap gpu.bar3') });
    const { code, out, err } = await runCli(cwd, ['run', 'a.scn']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('PL2003');
    expect(readdirSync(cwd)).toEqual(['a.scn']);
  });

  it('refuses to replace the results of other scenarios before it computes anything', async () => {
    const cwd = temporaryFolder({ 'a.scn': THREAD, 'b.scn': THREAD.replace('2 GiB', 'two GiB') });
    await runCli(cwd, ['run', 'a.scn', '--policy', 'linux']);
    const { code, out, err } = await runCli(cwd, ['run', 'b.scn', '--policy', 'linux']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('"2 GiB BAR"');
    expect((await runCli(cwd, ['run', 'b.scn', '--policy', 'linux', '--force'])).code).toBe(0);
  });
});

describe('what is printed', () => {
  it.each([
    ['json', /^\{\n {2}"version": 1,/],
    ['markdown', /^## 2 GiB BAR/],
    ['latex', /\\begin\{tabular\}\{@\{\}l+(r@\{\}l)+@\{\}\}/],
    ['text', /^2 GiB BAR/],
  ])('%s goes to standard output, and files are written regardless', async (format, shape) => {
    const cwd = thread();
    const { out } = await runCli(cwd, ['run', ...POLICIES, '--format', format]);
    expect(out).toMatch(shape);
    expect(existsSync(path.join(cwd, 'results/coverage.csv'))).toBe(true);
  });

  it('is nothing with --quiet', async () => {
    expect(await runCli(thread(), ['run', ...POLICIES, '--quiet'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('has colour where the screen has, and none with --no-color', async () => {
    const coloured = await runCli(thread(), ['run', ...POLICIES], { colour: true });
    expect(coloured.out).toContain('\u001b[1;32m');
    const plain = await runCli(thread(), ['run', ...POLICIES, '--no-color'], { colour: true });
    expect(plain.out).not.toContain('\u001b[');
  });
});

describe('policies', () => {
  it('run with their options, which their row names', async () => {
    const cwd = thread();
    await runCli(cwd, ['run', '--policy', 'max-order(retry=off)', '--policy', 'mastro']);
    const labels = readFileSync(path.join(cwd, 'results/coverage.csv'), 'utf8')
      .split('\r\n')
      .map((line) => line.split(',')[3]);
    expect(labels.slice(1, -1)).toEqual(['linux', 'max-order(retry=off)', 'mastro']);
  });
});

it('a sweep over the budget is a mistake that the option named in the hint mends', async () => {
  const swept = THREAD.replace(
    'bar2 = mmap gpu.bar2',
    'sweep size in 4K, 8K, 16K\n  bar2 = mmap gpu.bar2 length $size',
  ).replace(/ {2}expect.*\n/g, '');
  const cwd = temporaryFolder({ 'a.scn': swept });
  const { code, err } = await runCli(cwd, ['run', 'a.scn', '--policy', 'linux', '--max-points', '2']);
  expect(code).toBe(1);
  expect(err).toContain('--max-points 3');
  expect((await runCli(cwd, ['run', 'a.scn', '--policy', 'linux', '--max-points', '3'])).code).toBe(0);
});

const PLUGIN = `import { definePolicy } from 'policy-lab';
export default definePolicy({
  id: 'my-giant',
  summary: 'always a 1 GiB boundary',
  needs: [],
  propose: () => [{ form: 'mask', alignBytes: 2 ** 30, offsetBytes: 0, reason: 'mine' }],
});
`;

describe('a policy from a file', () => {
  it('is one more row, beside those that were asked for, and its hash is in the manifest', async () => {
    const cwd = temporaryFolder({ 'scenarios/thread.scn': THREAD, 'mine.mjs': PLUGIN });
    const { code, out } = await runCli(cwd, ['run', '--policy', 'mastro', '--plugin', 'mine.mjs']);
    expect(code).toBe(0);
    expect(out).toMatch(/^my-giant +0x[0-9a-f]+ +2 PUD +2/m);
    const { inputs } = JSON.parse(readFileSync(path.join(cwd, 'results/manifest.json'), 'utf8'));
    expect(inputs.map((input: { path: string }) => input.path)).toEqual(['mine.mjs', 'scenarios/thread.scn']);
  });

  it('that cannot be used is wrong usage, with file, reason and hint', async () => {
    const cwd = temporaryFolder({ 'scenarios/thread.scn': THREAD, 'mine.mjs': 'export default 7;' });
    const { code, err } = await runCli(cwd, ['run', '--plugin', 'mine.mjs']);
    expect(code).toBe(2);
    expect(err).toMatch(/mine\.mjs: .*\n {2}hint: /);
  });
});
