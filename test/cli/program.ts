import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const LOADER = fileURLToPath(import.meta.resolve('tsx'));

/** A command line that is running as a process of its own. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** How it ended; `code` is null where a signal ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** Starts the program from its source, in a folder. */
export function startProgram(cwd: string, args: readonly string[]): RunningProgram {
  const child = spawn(process.execPath, ['--import', LOADER, CLI, ...args], { cwd });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}
