import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findTool } from './find-tool.ts';
import { LabError } from './lab-error.ts';
import { packageRoot } from './package-root.ts';
import { sha256 } from './read-text.ts';

/** The C compiler of this machine; undefined where there is none. */
export function compiler(): string | undefined {
  return [process.env.CC ?? 'cc', 'cc', 'gcc', 'clang']
    .map((name) => findTool(name))
    .find((place) => place !== undefined);
}

/**
 * Compiles one of the package's C sources, once: the program stays in the user's cache folder under a name that
 * changes with the source.
 * @throws LabError where there is no compiler, or it fails.
 */
export function compileNative(name: string): string {
  const source = path.join(packageRoot(), 'native', `${name}.c`);
  const digest = sha256(readFileSync(source)).slice(0, 16);
  const program = path.join(cacheFolder(), `${name}-${os.arch()}-${digest}`);
  if (existsSync(program)) return program;
  const cc = compiler();
  if (cc === undefined)
    throw new LabError(
      'missing-tool',
      `there is no C compiler, and '${name}' is a small C program that is compiled where it runs`,
      'install the package gcc: apt install gcc libc6-dev, dnf install gcc; or set CC',
    );
  const draft = `${program}.${process.pid}`;
  const { status, stderr } = spawnSync(cc, ['-O1', '-o', draft, source], { encoding: 'utf8' });
  if (status !== 0) {
    rmSync(draft, { force: true });
    throw new LabError(
      'missing-tool',
      `${cc} cannot compile ${source}: ${stderr.trim()}`,
      'are the C library headers installed (libc6-dev)?',
    );
  }
  renameSync(draft, program);
  return program;
}

/** XDG_CACHE_HOME/policy-lab, or a folder of this user's among the temporary ones. */
function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  for (const folder of [
    path.join(base, 'policy-lab'),
    path.join(os.tmpdir(), `policy-lab-${os.userInfo().uid}`),
  ]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    } catch {
      // A home that cannot be written to: the next one.
    }
  }
  throw new LabError(
    'output-unwritable',
    'there is no folder to compile into',
    'set XDG_CACHE_HOME to a folder that can be written',
  );
}
