import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const run = (...args: string[]) => runCli(temporaryFolder({ 'a.scn': '' }), args);

describe('help', () => {
  it('lists the commands and the exit codes', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const word of ['run', 'check', 'explain', 'policy', 'Exit codes']) expect(out).toContain(word);
  });

  it('of a command has its options and an example', async () => {
    const { code, out } = await run('run', '-h');
    expect(code).toBe(0);
    for (const word of ['--policy', '--max-points', '--headline', 'Examples:']) expect(out).toContain(word);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('says the version', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, out: '1.2.3\n' });
  });
});

describe('wrong usage has exit code 2, says what is wrong, and prints nothing else', () => {
  it.each([
    [[], 'which command?'],
    [['chek'], 'the nearest is check'],
    [['run', '--polcy', 'x'], 'unknown option or argument: polcy'],
    [['run', '--format', 'pdf'], `'--format' cannot be "pdf"`],
    [['run', '--out'], "'--out' needs a value"],
    [['run', '--workers', '-1'], "'--workers' is a whole number from 0 to 1024"],
    [['run', '--resume', '--restart'], "'--resume' goes on with an unfinished run"],
    [['check'], 'an argument is missing'],
    [['run', 'a.scn', '--headline', 'share_of_idea'], "did you mean 'share_of_ideal'?"],
    [['run', 'a.scn', '--policy', 'linus'], "unknown policy 'linus'"],
    [['run', 'a.scn', '--policy', 'wilcox-length(cnt=off)'], "has no option 'cnt'"],
    [['run', 'b.scn'], "did you mean 'a.scn'?"],
    [['explain', 'PL9999'], "unknown name 'PL9999'"],
  ])('%j', async (args, words) => {
    const { code, out, err } = await run(...args);
    expect(err).toContain(words);
    expect(err).toContain('hint: ');
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('explain', () => {
  it('knows metrics, in every file that has them', async () => {
    const { out } = await run('explain', 'searches');
    expect(out).toContain('a column of placements.csv');
    expect(out).toContain('a column of fragmentation.csv');
    expect(out).toContain('lower is better');
  });

  it('knows the headings of tables', async () => {
    expect((await run('explain', 'lost')).out).toContain(
      'bytes_lost_to_alignment: a column of fragmentation.csv',
    );
    expect((await run('explain', 'PUD fallb.')).out).toContain('fallbacks_pud');
  });

  it('knows diagnostics, in any case', async () => {
    expect((await run('explain', 'pl4004')).out).toContain('PCI aligns a BAR to its size');
  });

  it('knows policies, what they are told and their options', async () => {
    const { out } = await run('explain', 'gunthorpe-start-pfn');
    expect(out).toContain('start PFN, by driver');
    expect(out).toContain('- cont=on (default), cont=off: PMD and PUD only.');
    expect(out).toMatch(/^Worked example:$/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

it('policy list shows every policy in 80 columns', async () => {
  const { out } = await run('policy', 'list');
  for (const id of ['linux', 'wilcox-length', 'mastro', 'ideal'])
    expect(out).toMatch(new RegExp(`^${id} `, 'm'));
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('a defect asks for a report and has exit code 3', async () => {
  const out = () => {
    throw new RangeError('out of luck');
  };
  const { code, err } = await runCli(temporaryFolder(), ['policy', 'list'], { out });
  expect(code).toBe(3);
  expect(err).toContain('Please report it');
  expect(err).toContain('RangeError: out of luck');
});
