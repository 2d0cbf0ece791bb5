import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
const LOADER = fileURLToPath(import.meta.resolve('tsx'));

/** The program to run: from source, unless POLICY_LAB_PROGRAM names a built one. */
function programArguments(): readonly string[] {
  const built = process.env.POLICY_LAB_PROGRAM;
  return built === undefined ? ['--import', LOADER, CLI] : [path.resolve(built)];
}

/** A command line that is running as a process of its own. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** How it ended; `code` is null where a signal ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** How it is started, where not as ever. */
export interface ProgramSettings {
  /** Options of Node. */
  readonly node?: readonly string[];
  readonly stdio?: readonly (StdioPipe | 'ignore' | number)[];
}

type StdioPipe = 'pipe';

/** Starts the program from its source, in a folder. */
export function startProgram(
  cwd: string,
  args: readonly string[],
  { node = [], stdio = ['ignore', 'pipe', 'pipe'] }: ProgramSettings = {},
): RunningProgram {
  const child = spawn(process.execPath, [...node, ...programArguments(), ...args], {
    cwd,
    stdio: [...stdio],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => {
    out += data;
  });
  child.stderr?.on('data', (data) => {
    err += data;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}
