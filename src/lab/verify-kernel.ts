import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parsePolicy } from '../policies/registry.ts';
import { compileNative } from './compile-native.ts';
import { LabError } from './lab-error.ts';
import { type LogReplay, replayLog } from './replay-log.ts';
import { thisMachine } from './this-machine.ts';

/** What `verify` runs. */
export interface VerifyChoice {
  /** Calls in each layout. */
  readonly count: number;
  readonly seed: number;
  /** Where the test file lies while the calls are made: its file system is the one that is verified. */
  readonly folder: string;
  /** Keeps the recordings in this folder. */
  readonly keep: string | undefined;
}

/** How one layout went. */
export interface VerifiedLayout {
  readonly layout: 'topdown' | 'legacy';
  readonly replay: LogReplay;
}

const LAYOUTS = ['topdown', 'legacy'] as const;

/** The stack limit that the C program sets for itself. */
const STACK_LIMIT = 8 * 2 ** 20;

/**
 * Makes random calls on the running kernel and replays them, in both layouts.
 * @throws LabError where the kernel is not modelled or there is no compiler.
 */
export function verifyKernel(choice: VerifyChoice): VerifiedLayout[] {
  const setup = thisMachine();
  const program = compileNative('verify');
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-verify-'));
  try {
    return LAYOUTS.map((layout) => {
      const lowest = runProgram(program, choice, layout, path.join(scratch, layout));
      const places = {
        log: `${layout}.strace`,
        maps: `${layout}.maps`,
        after: `${layout}.after`,
        setup: '',
        mounts: undefined,
      };
      const here = { ...setup, layout, stackLimit: STACK_LIMIT, mmapMinAddr: lowest ?? setup.mmapMinAddr };
      return { layout, replay: replayLog(places, here, parsePolicy('linux'), scratch) };
    });
  } finally {
    if (choice.keep !== undefined) cpSync(scratch, choice.keep, { recursive: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs the C program and answers mmap_min_addr as it is in force. */
function runProgram(
  program: string,
  { count, seed, folder }: VerifyChoice,
  layout: string,
  prefix: string,
): number | undefined {
  const args = [String(count), String(seed), folder, layout, prefix];
  const { status, signal, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return Number.parseInt(stdout, 10) || undefined;
  throw new LabError(
    'recording-failed',
    `the calls could not be made: ${stderr.trim() || `the program ended with ${signal ?? status}`}`,
    'the folder of --folder must be writable and /dev/shm mounted; a seccomp filter may forbid personality(2)',
  );
}
