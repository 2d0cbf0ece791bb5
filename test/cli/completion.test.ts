import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const LOADER = fileURLToPath(import.meta.resolve('tsx'));

/** What bash has for the last of some words, by the script that the program prints. */
function completed(script: string, words: readonly string[]): string[] {
  const folder = temporaryFolder({ 'completion.bash': script });
  const program = `policy-lab() { '${process.execPath}' --import '${LOADER}' '${CLI}' "$@"; }
source '${path.join(folder, 'completion.bash')}'
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_policy-lab_yargs_completions; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, SHELL: '/bin/bash', ZSH_NAME: '' },
  })
    .trim()
    .split('\n');
}

it('completes commands and options in bash', async () => {
  vi.stubEnv('SHELL', '/bin/bash');
  vi.stubEnv('ZSH_NAME', '');
  const { code, out } = await runCli('.', ['completion']);
  vi.unstubAllEnvs();
  expect(code).toBe(0);
  expect(completed(out, ['policy-lab', 're'])).toEqual(['report', 'record', 'replay', 'reproduce']);
  expect(completed(out, ['policy-lab', 'run', '--max'])).toEqual([
    '--max-cells',
    '--max-points',
    '--max-statements',
    '--max-touches',
  ]);
});
