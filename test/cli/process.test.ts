import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));

/** Runs the program; `lines` closes its standard output after so many, as `head` does. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  lines = Number.POSITIVE_INFINITY,
) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
      if (out.split('\n').length > lines) child.stdout.destroy();
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

it('is quiet when its reader has seen enough', async () => {
  const { code, err } = await run(['explain', 'faults'], {}, 0);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('hands its exit code on', async () => {
  expect((await run(['chek'])).code).toBe(2);
});

it('honours FORCE_COLOR and, above it, NO_COLOR', async () => {
  const title = '\u001b[1m';
  expect((await run(['policy', 'list'], { FORCE_COLOR: '1', NO_COLOR: '' })).out).toContain(title);
  expect((await run(['policy', 'list'], { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain('\u001b');
  expect((await run(['policy', 'list'], { FORCE_COLOR: '', NO_COLOR: '' })).out).not.toContain('\u001b');
});

it('ends when it has nothing more to do, whatever processes its plug-ins have', {
  timeout: 60_000,
}, async () => {
  const cwd = temporaryFolder({
    'mine.js': "export default { id: 'mine', needs: [], propose: () => [] };",
    'bad.scn': 'language 1\nscenario "x" { nonsense }\n',
  });
  const { code, err } = await run(['run', `${cwd}/bad.scn`, '--plugin', `${cwd}/mine.js`]);
  expect(code).toBe(1);
  expect(err).toContain('nonsense');
  expect(
    (await run(['policy', 'list', '--plugin', `${cwd}/mine.js`, '--plugin', `${cwd}/none.js`])).code,
  ).toBe(2);
});
