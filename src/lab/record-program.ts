import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findTool, needTool } from './find-tool.ts';
import { LabError, systemReason } from './lab-error.ts';
import { thisMachine } from './this-machine.ts';
import { trimLog } from './trim-log.ts';
import { MemoryWatch } from './watch-memory.ts';

/** What is to be recorded. */
export interface RecordChoice {
  readonly command: readonly [string, ...string[]];
  /** The files' names without extension. */
  readonly name: string;
  readonly cwd: string;
  /** How long the program is held at exec and at its end, so that its memory can be copied. */
  readonly holdMilliseconds: number;
}

/** What a recording came to. */
export interface Recorded {
  readonly files: readonly string[];
  /** The program's own exit code. */
  readonly exitCode: number;
  /** Why a file is missing, and what was left out. */
  readonly notes: readonly string[];
}

/** System calls that change address spaces or processes; `?`: not an error where an architecture has no such call. */
const TRACED = [
  ['mmap', 'mmap2', 'munmap', 'mremap', 'mprotect', 'pkey_mprotect', 'madvise', 'brk'],
  ['shmget', 'shmat', 'shmdt'],
  ['clone', 'clone3', 'fork', 'vfork', 'execve', 'execveat', 'exit', 'exit_group'],
]
  .flat()
  .map((name) => `?${name}`)
  .join(',');

/**
 * Runs a program under strace without address randomisation and writes its log, its memory right after exec and right
 * before its end, and what a model must know of the machine.
 * @throws LabError where a tool is missing or the program cannot be recorded.
 */
export async function recordProgram(choice: RecordChoice): Promise<Recorded> {
  const [program] = choice.command;
  const strace = needTool('strace', 'it writes the log');
  const setarch = needTool('setarch', 'it switches address randomisation off');
  if (findTool(program) === undefined)
    throw new LabError(
      'no-such-input',
      `there is no program '${program}'`,
      'give the command as a shell would run it',
    );
  const setup = thisMachine();
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-record-'));
  try {
    const log = path.join(scratch, 'log');
    const { watch, exitCode } = await runTraced(strace, setarch, log, choice);
    return writeRecording(readFileSync(log, 'utf8'), watch, exitCode, setup, choice);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runTraced(
  strace: string,
  setarch: string,
  log: string,
  { command, cwd, holdMilliseconds }: RecordChoice,
): Promise<{ watch: MemoryWatch | undefined; exitCode: number }> {
  const hold = holdMilliseconds * 1000;
  const held = [`execve,?execveat:delay_exit=${hold}`, `exit_group:delay_enter=${hold}`];
  const args = [
    ...['-f', '-y', '-o', log, '-e', `trace=${TRACED}`, '-e', 'signal=none'],
    ...held.flatMap((what) => ['-e', `inject=${what}`]),
    // strace does not delay the exec by which it starts its own tracee: setarch's comes after.
    ...[setarch, os.machine(), '-R', ...command],
  ];
  const child = spawn(strace, args, { cwd, stdio: 'inherit' });
  let exitCode: number | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      exitCode = code ?? 1;
      resolve();
    });
  });
  let watch: MemoryWatch | undefined;
  while (exitCode === undefined) {
    watch ??= watchOf(log);
    watch?.look();
    await Promise.race([ended, pause(1)]);
  }
  watch?.settle();
  return { watch, exitCode };
}

/** A watch on the process that a log begins with, as soon as it has begun. */
function watchOf(log: string): MemoryWatch | undefined {
  try {
    const file = openSync(log, 'r');
    const bytes = new Uint8Array(32);
    const count = readSync(file, bytes);
    closeSync(file);
    const pid = /^(\d+) /.exec(new TextDecoder().decode(bytes.subarray(0, count)))?.[1];
    return pid === undefined ? undefined : new MemoryWatch(Number(pid));
  } catch {
    return undefined;
  }
}

function writeRecording(
  log: string,
  watch: MemoryWatch | undefined,
  exitCode: number,
  setup: ReturnType<typeof thisMachine>,
  choice: RecordChoice,
): Recorded {
  const { text, before, failedAfter } = trimLog(log);
  const maps = failedAfter === undefined ? undefined : watch?.atExec.at(-1 - failedAfter);
  if (maps === undefined || !holdsProgram(maps, text, choice.cwd))
    throw new LabError(
      'recording-failed',
      `'${choice.command[0]}' could not be recorded: its memory at exec was not seen`,
      'the machine may be too busy: hold the program longer with --hold 1000',
    );
  const json = { ...setup, stackLimit: Number.isFinite(setup.stackLimit) ? setup.stackLimit : null };
  const files: [string, string][] = [
    ['maps', maps],
    ['strace', text],
    ['json', `${JSON.stringify({ program: choice.command.join(' '), ...json }, null, 1)}\n`],
  ];
  if (watch?.atEnd !== undefined) files.splice(2, 0, ['after', watch.atEnd]);
  else removeOld(choice);
  for (const [extension, content] of files) writeFile(choice, extension, content);
  return {
    files: files.map(([extension]) => `${choice.name}.${extension}`),
    exitCode,
    notes: [
      ...(before > 1
        ? [`recorded is the last program that the process executed; ${before - 1} before it are left out`]
        : []),
      ...(watch?.atEnd === undefined
        ? [
            `there is no ${choice.name}.after: the program did not end by itself, or ended before it could be copied`,
          ]
        : []),
    ],
  };
}

/** Whether a snapshot is of the program that the log begins with, as far as that can be told: a script is not mapped. */
export function holdsProgram(maps: string, log: string, cwd: string): boolean {
  const program = /^\d+ +execve\("([^"\\]+)"/.exec(log)?.[1];
  if (program === undefined) return true;
  const file = path.resolve(cwd, program);
  try {
    const begin = new Uint8Array(2);
    const opened = openSync(file, 'r');
    readSync(opened, begin);
    closeSync(opened);
    if (new TextDecoder().decode(begin) === '#!') return true;
    return maps.includes(` ${realpathSync(file)}\n`);
  } catch {
    return true;
  }
}

/** A snapshot of an earlier run must not stand beside the log of this one. */
function removeOld({ name, cwd }: RecordChoice): void {
  rmSync(path.resolve(cwd, `${name}.after`), { force: true });
}

function writeFile({ name, cwd }: RecordChoice, extension: string, content: string): void {
  try {
    writeFileSync(path.resolve(cwd, `${name}.${extension}`), content);
  } catch (error) {
    throw new LabError(
      'output-unwritable',
      `cannot write '${name}.${extension}': ${systemReason(error)}`,
      'choose another name with -o NAME',
    );
  }
}
