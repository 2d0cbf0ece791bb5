import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const BUILT = existsSync(new URL('../../dist/play/index.html', import.meta.url));

it.each(['-1', '70000', '80.5', 'x'])('refuses the port %s', async (port) => {
  const { code, err } = await runCli('.', ['play', `--port=${port}`]);
  expect(code).toBe(2);
  expect(err).toContain('a port is a number from 0 to 65535');
});

it.skipIf(!BUILT)('says where the page is, serves it, and ends with Ctrl-C', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, 'play', '--port', '0']);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
  const page = await (await fetch(address)).text();
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  expect(page).toContain('Content-Security-Policy');
  expect(said).toContain('Ctrl-C ends it.');
  expect(await ended).toBe(0);
});
