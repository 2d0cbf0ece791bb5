import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { startProgram } from './program.ts';
import { runCli } from './run-cli.ts';

/** 240 trials, 480 cells, some 200,000 steps: seconds from source, and long enough to be hit by a signal. */
const CHURN = `language 1
machine m extends x86_64 { kernel 6.18 }
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 4G } }
# A churn of small mappings, then a BAR.
scenario "churn" on m {
  sweep size in 64M, 2G
  seeds 1..100
  repeat 300 { choose { 60%: mmap anon of uniform(4K, 8M)  40%: munmap any } }
  dev = mmap gpu.bar2 length $size
}
# Its own scenario, so that shards hold several.
scenario "noise" on m {
  seeds 1..40
  occupancy { scatter 300 anon of lognormal(64K, 4M) between 0x7e00_0000_0000 and 0x7fff_0000_0000 }
  dev = mmap gpu.bar2
  expect faults(dev) == 4 for gunthorpe-start-pfn
}
`;
const CELLS = 480;
const ARGS = ['run', 'a.scn', '--policy', 'gunthorpe-start-pfn', '--quiet'];

const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== 'run.json')
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );

const folder = () => temporaryFolder({ 'a.scn': CHURN });

let expected: Record<string, string>;

beforeAll(async () => {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-test-'));
  writeFileSync(path.join(cwd, 'a.scn'), CHURN);
  expect((await runCli(cwd, [...ARGS, '--workers', '0'])).code).toBe(0);
  expected = contents(path.join(cwd, 'results'));
  expect(expected['coverage.csv']!.trim().split('\r\n')).toHaveLength(CELLS + 1);
  rmSync(cwd, { recursive: true });
});

describe('the same bytes come of', () => {
  it.each(['1', '2', '3'])('%s worker threads', async (workers) => {
    const cwd = folder();
    expect((await runCli(cwd, [...ARGS, '--workers', workers])).code).toBe(0);
    expect(contents(path.join(cwd, 'results'))).toEqual(expected);
    expect(readdirSync(cwd).sort()).toEqual(['a.scn', 'results']);
  });

  it('seven shards, merged in any order', async () => {
    const cwd = folder();
    for (let index = 1; index <= 7; index++) {
      const out = ['--workers', '0', '--shard', `${index}/7`, '--out', `part-${index}`];
      expect((await runCli(cwd, [...ARGS, ...out])).code).toBe(0);
    }
    const parts = [3, 1, 7, 2, 6, 5, 4].map((index) => `part-${index}`);
    expect((await runCli(cwd, ['merge', ...parts, '--quiet'])).code).toBe(0);
    expect(contents(path.join(cwd, 'results'))).toEqual(expected);
  });

  it('a run that was killed three times, at any moment', { timeout: 120_000 }, async () => {
    const cwd = folder();
    const journal = path.join(cwd, 'results.partial/trials.bin');
    const sizes = [0];
    for (let kill = 0; kill < 3; kill++) {
      const { child, ended } = startProgram(cwd, [
        ...ARGS,
        '--workers',
        '2',
        ...(kill > 0 ? ['--resume'] : []),
      ]);
      // Until it has added something of its own, and then at another moment every time.
      while (child.exitCode === null && !(existsSync(journal) && statSync(journal).size > sizes.at(-1)!))
        await pause(2);
      await pause(7 * kill);
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(journal)) break;
      sizes.push(statSync(journal).size);
    }
    expect(sizes.length).toBeGreaterThan(1);
    // A slow test may find the run finished when it comes to kill it: then there is nothing to resume.
    if (!existsSync(path.join(cwd, 'results')))
      expect((await runCli(cwd, [...ARGS, '--resume'])).code).toBe(0);
    expect(contents(path.join(cwd, 'results'))).toEqual(expected);
    expect(readdirSync(cwd).sort()).toEqual(['a.scn', 'results']);
  });
});

/** A folder with a run that was asked to stop as soon as something was finished. */
async function stopped(cwd: string, signal: NodeJS.Signals = 'SIGINT') {
  const journal = path.join(cwd, 'results.partial/trials.bin');
  const { child, ended } = startProgram(cwd, [...ARGS, '--workers', '2']);
  while (child.exitCode === null && !(existsSync(journal) && statSync(journal).size > 0)) await pause(2);
  child.kill(signal);
  return await ended;
}

describe('a run that is asked to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s keeps what is done and says how to go on',
    async (signal) => {
      const cwd = folder();
      const { code, err } = await stopped(cwd, signal);
      const kept = Number(
        /(\d+) of 480 cells are kept in results\.partial: go on with --resume/.exec(err)?.[1],
      );
      expect(kept).toBeGreaterThan(0);
      expect(code).toBe(1);
      expect((await runCli(cwd, [...ARGS, '--resume'])).code).toBe(0);
      expect(contents(path.join(cwd, 'results'))).toEqual(expected);
    },
  );
});

describe('what an unfinished run has left', () => {
  it('is neither used nor dropped unless one says so', async () => {
    const cwd = folder();
    await stopped(cwd);
    const { code, err } = await runCli(cwd, ARGS);
    expect(code).toBe(2);
    expect(err).toContain("'results.partial' holds the finished trials");
    expect(err).toContain('--resume, or begin anew with --restart');
    expect((await runCli(cwd, [...ARGS, '--restart'])).code).toBe(0);
    expect(contents(path.join(cwd, 'results'))).toEqual(expected);
  });

  it('is refused where it belongs to another plan, with the reason', async () => {
    const cwd = folder();
    await stopped(cwd);
    const other = await runCli(cwd, ['run', 'a.scn', '--policy', 'wilcox-length', '--quiet', '--resume']);
    expect(other.err).toContain('belongs to another plan: its policies are linux, gunthorpe-start-pfn');
    writeFileSync(path.join(cwd, 'a.scn'), `${CHURN}# changed\n`);
    const changed = await runCli(cwd, [...ARGS, '--resume']);
    expect(changed.err).toContain("belongs to another plan: 'a.scn' has changed since");
    expect([other.code, changed.code]).toEqual([2, 2]);
  });

  it('is refused where it is damaged', async () => {
    const cwd = folder();
    await stopped(cwd);
    const journal = path.join(cwd, 'results.partial/trials.bin');
    const bytes = readFileSync(journal);
    bytes[40] = bytes[40]! ^ 1;
    writeFileSync(journal, bytes);
    const { code, err } = await runCli(cwd, [...ARGS, '--resume']);
    expect(code).toBe(2);
    expect(err).toMatch(/trials\.bin' is damaged at byte 0: .*\n {2}hint: begin anew with --restart/);
  });

  it('is not written to by two runs at once', async () => {
    const cwd = folder();
    await stopped(cwd);
    writeFileSync(path.join(cwd, 'results.partial/lock'), String(process.ppid));
    const { code, err } = await runCli(cwd, [...ARGS, '--resume']);
    expect(code).toBe(2);
    expect(err).toContain(`another run (process ${process.ppid}) is writing to 'results.partial'`);
    // The lock of a process that is gone holds nobody up.
    writeFileSync(path.join(cwd, 'results.partial/lock'), '999999999');
    expect((await runCli(cwd, [...ARGS, '--resume'])).code).toBe(0);
  });
});

describe('merge', () => {
  async function parts(cwd: string, of: number, indexes: readonly number[], args = ARGS): Promise<void> {
    for (const index of indexes) {
      const out = ['--workers', '0', '--shard', `${index}/${of}`, '--out', `part-${index}`];
      await runCli(cwd, [...args, ...out]);
    }
  }

  it('refuses missing shards, unless told to take what is there', async () => {
    const cwd = folder();
    await parts(cwd, 3, [1, 3]);
    const refused = await runCli(cwd, ['merge', 'part-1', 'part-3']);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/\d+ of 240 trials are missing: shards 2 of 3 are not named/);
    const partial = await runCli(cwd, ['merge', 'part-1', 'part-3', '--partial', '--quiet']);
    expect(partial.code).toBe(1);
    const { missing } = JSON.parse(readFileSync(path.join(cwd, 'results/manifest.json'), 'utf8'));
    const rows = readFileSync(path.join(cwd, 'results/coverage.csv'), 'utf8').trim().split('\r\n');
    expect(rows).toHaveLength(CELLS - 2 * missing + 1);
    const all = expected['coverage.csv']!.trim().split('\r\n');
    expect(all.filter((row) => rows.includes(row))).toEqual(rows);
  });

  it('refuses a shard that is there twice, and shards of different plans', async () => {
    const cwd = folder();
    await parts(cwd, 2, [1]);
    await parts(cwd, 2, [2], ['run', 'a.scn', '--policy', 'wilcox-length', '--quiet']);
    const twice = await runCli(cwd, ['merge', 'part-1', 'part-1']);
    expect(twice.err).toContain("'part-1' and 'part-1' are both shard 1/2");
    const mixed = await runCli(cwd, ['merge', 'part-1', 'part-2']);
    expect(mixed.err).toContain(
      "'part-2' belongs to another plan than 'part-1': its policies are linux, wilcox",
    );
    expect([twice.code, mixed.code]).toEqual([2, 2]);
    expect(existsSync(path.join(cwd, 'results'))).toBe(false);
  });
});

it('a plan that is larger than its budget is refused, with its size', async () => {
  const { code, err } = await runCli(folder(), [...ARGS, '--max-cells', '479']);
  expect(code).toBe(2);
  expect(err).toMatch(/the plan has 480 cells: about .* on one processor/);
  expect(err).toContain('say --max-cells 480');
});

describe('plan', () => {
  it('counts what run would do', async () => {
    const { code, out } = await runCli(folder(), ['plan', 'a.scn', '--policy', 'gunthorpe-start-pfn']);
    expect(code).toBe(0);
    expect(out).toMatch(/^churn +2 +100 +400$/m);
    expect(out).toContain('480 cells: 240 trials under 2 policies');
  });

  it('names every cell by its content, and nothing but its content', async () => {
    const names = async (text: string) => {
      const cwd = temporaryFolder({ 'a.scn': text });
      const { out } = await runCli(cwd, ['plan', 'a.scn', '--policy', 'gunthorpe-start-pfn', '--list']);
      return out
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[0]!);
    };
    const before = await names(CHURN);
    expect(new Set(before).size).toBe(CELLS);
    expect(await names(CHURN.replace('# A churn', '# Moved by a comment\n\n# A churn'))).toEqual(before);
    const changed = await names(CHURN.replace('scatter 300', 'scatter 301'));
    expect(changed.slice(0, 400)).toEqual(before.slice(0, 400));
    expect(changed.slice(400).some((name) => before.includes(name))).toBe(false);
  });
});
