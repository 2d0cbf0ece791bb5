import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe.each([
  { args: [], extension: 'js' },
  { args: ['--typescript'], extension: 'ts' },
])('policy new ($extension)', ({ args, extension }) => {
  it('writes a policy of one screen, its dossier and its test; the policy conforms and makes a row', async () => {
    const cwd = temporaryFolder();
    const made = await runCli(cwd, ['policy', 'new', 'my-policy', ...args]);
    expect([made.code, made.err]).toEqual([0, '']);
    const source = `my-policy.${extension}`;
    expect(readdirSync(cwd).sort()).toEqual([source, 'my-policy.md', `my-policy.test.${extension}`].sort());
    expect(readFileSync(path.join(cwd, source), 'utf8').split('\n').length).toBeLessThanOrEqual(25);

    const explained = await runCli(cwd, ['explain', 'my-policy', '--plugin', `./${source}`]);
    expect(explained.out).toMatch(
      /^my-policy: a policy\n[\s\S]*start PFN, by driver\n\nOne sentence: what it does\.\n\nSource:\n/,
    );

    const tested = await runCli(cwd, ['policy', 'test', `./${source}`]);
    expect([tested.code, tested.out]).toEqual([
      0,
      expect.stringContaining('It conforms: 9 properties hold.'),
    ]);

    const ran = await runCli(cwd, [
      'run',
      '--plugin',
      `./${source}`,
      '--policy',
      'linux,gunthorpe-start-pfn',
      '--out',
      'mine',
    ]);
    expect(ran.code).toBe(0);
    const rows = readFileSync(path.join(cwd, 'mine/coverage.csv'), 'utf8').split('\r\n');
    expect(rows.some((row) => /^"?2 GiB BAR, empty process"?,.*my-policy,placed,.*,2,/.test(row))).toBe(true);
  });
});

describe('policy new', () => {
  it('overwrites nothing', async () => {
    const cwd = temporaryFolder({ 'mine.md': 'years of work' });
    const { code, err } = await runCli(cwd, ['policy', 'new', 'mine']);
    expect([code, err]).toEqual([2, expect.stringContaining('mine.md exists already')]);
    expect(readdirSync(cwd)).toEqual(['mine.md']);
    expect(readFileSync(path.join(cwd, 'mine.md'), 'utf8')).toBe('years of work');
  });

  it.each([
    ['My Policy', 'is no id for a policy'],
    ['../up', 'is no id for a policy'],
    ['xu-pa', 'is a built-in policy'],
  ])('refuses the name %s', async (name, reason) => {
    const cwd = temporaryFolder();
    const { code, err } = await runCli(cwd, ['policy', 'new', name]);
    expect([code, err, readdirSync(cwd)]).toEqual([2, expect.stringContaining(reason), []]);
  });

  it.runIf(existsSync(path.join(ROOT, 'dist/testing.js')))(
    'writes a test that node runs, where policy-lab is installed',
    async () => {
      const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }' });
      mkdirSync(path.join(cwd, 'node_modules'));
      symlinkSync(ROOT, path.join(cwd, 'node_modules/policy-lab'));
      await runCli(cwd, ['policy', 'new', 'mine']);
      const out = execFileSync(process.execPath, ['--test', '--test-reporter=tap', 'mine.test.js'], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: '' },
      });
      expect(out).toMatch(/^# pass 9$/m);
      expect(out).toMatch(/^# fail 0$/m);
    },
  );
});
