import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const PAIR = ['hunt', '--worse', 'qemu-9.2', '--than', 'qemu-2026', '--quiet'];

describe('what it finds', () => {
  it('is the same for any number of threads, and says how to see it again', async () => {
    const folder = temporaryFolder({});
    const alone = await runCli(folder, [...PAIR, '--tries', '256', '--workers', '0']);
    const threads = await runCli(folder, [...PAIR, '--tries', '256', '--workers', '3']);
    expect(alone.code).toBe(0);
    expect(threads.out).toBe(alone.out);
    expect(alone.out).toContain('in 256 tries from seed 1');
    expect(alone.err).toBe('');
  });

  it('is another with another seed', async () => {
    const folder = temporaryFolder({});
    const one = await runCli(folder, [...PAIR, '--tries', '128']);
    const two = await runCli(folder, [...PAIR, '--tries', '128', '--seed', '2']);
    expect(two.out).not.toBe(one.out);
  });

  it('is written as a scenario file whose expectations hold', async () => {
    const folder = temporaryFolder({});
    await runCli(folder, [...PAIR, '--tries', '256', '--out', 'found']);
    const text = readFileSync(path.join(folder, 'found/cases.scn'), 'utf8');
    expect(text).toMatch(/^# .*\n# .*\n\nlanguage 1\n/);
    const formatted = await runCli(folder, ['fmt', 'found/cases.scn', '--check']);
    expect(formatted.code).toBe(0);
    const run = await runCli(folder, ['run', 'found/cases.scn', '--out', 'results', '--quiet']);
    expect(run).toMatchObject({ code: 0, err: '' });
  });

  it('is none where the policy cannot lose, with exit code 1', async () => {
    const none = await runCli(temporaryFolder({}), [
      ...['hunt', '--worse', 'stoakes-action', '--than', 'linux', '--metric', 'system_calls'],
      ...['--tries', '128', '--quiet'],
    ]);
    expect(none.code).toBe(1);
    expect(none.out).toContain('none in 128 tries');
  });
});

describe('a hunt that is resumed', () => {
  it('comes to what it would have come to, even where its last line was cut', async () => {
    const folder = temporaryFolder({});
    const whole = await runCli(folder, [...PAIR, '--tries', '512']);
    await runCli(folder, [...PAIR, '--tries', '256', '--out', 'found']);
    const journal = path.join(folder, 'found/hunt.jsonl');
    truncateSync(journal, readFileSync(journal).length - 7);
    const resumed = await runCli(folder, [...PAIR, '--tries', '512', '--out', 'found', '--resume']);
    expect(resumed.out).toBe(whole.out);
  });

  it('is refused where it is not asked for, or another', async () => {
    const folder = temporaryFolder({});
    await runCli(folder, [...PAIR, '--tries', '128', '--out', 'found']);
    const again = await runCli(folder, [...PAIR, '--tries', '128', '--out', 'found']);
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain('--resume');
    const other = await runCli(folder, [
      ...PAIR,
      '--tries',
      '128',
      '--seed',
      '2',
      '--out',
      'found',
      '--resume',
    ]);
    expect(other).toMatchObject({ code: 2 });
    expect(other.err).toContain('another hunt');
  });

  it('is refused where its journal is damaged', async () => {
    const folder = temporaryFolder({});
    await runCli(folder, [...PAIR, '--tries', '128', '--out', 'found']);
    const journal = path.join(folder, 'found/hunt.jsonl');
    const [first] = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, `${first}\n{"tries":"x"}\n`);
    const resumed = await runCli(folder, [...PAIR, '--tries', '256', '--out', 'found', '--resume']);
    expect(resumed).toMatchObject({ code: 2 });
    expect(resumed.err).toContain('damaged');
  });
});

describe('a wrong command line', () => {
  it.each([
    [['hunt'], "'--worse' is missing"],
    [['hunt', '--worse', 'linux'], "'--than' is missing"],
    [['hunt', '--worse', 'linux', '--than', 'linux'], 'cannot lose to itself'],
    [['hunt', '--worse', 'linux', '--than', 'gunthorp-start-pfn'], 'unknown policy'],
    [[...PAIR, '--metric', 'leaves_pmd'], "unknown metric with a better direction 'leaves_pmd'"],
    [[...PAIR, '--budget', '60'], "'--budget' cannot be 60"],
    [[...PAIR, '--budget', '60s', '--tries', '9'], 'one of them'],
    [[...PAIR, '--tries', '0'], "'--tries' is a whole number"],
    [[...PAIR, '--least', '2'], "'--least' is a share"],
    [[...PAIR, '--resume'], '--out DIR'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await runCli(temporaryFolder({}), args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).toContain('hint: ');
  });
});
