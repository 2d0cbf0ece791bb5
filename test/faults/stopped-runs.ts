import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram } from '../cli/program.ts';
import type { Fault } from './fault.ts';
import { ending, must, mustBeRight, mustRefuse, mustResume, RUN, runFolder } from './run-folder.ts';

let runMs: number | undefined;

/** About how long an undisturbed run takes, measured once: moments are spread over it. */
async function length(): Promise<number> {
  if (runMs !== undefined) return runMs;
  const cwd = runFolder();
  const began = performance.now();
  await ending(cwd, RUN);
  runMs = performance.now() - began;
  rmSync(cwd, { recursive: true });
  return runMs;
}

async function struck(cwd: string, share: number, signal: NodeJS.Signals) {
  const { child, ended } = startProgram(cwd, RUN);
  const timer = setTimeout(() => child.kill(signal), share * (await length()) * 1.1);
  const end = await ended;
  clearTimeout(timer);
  return end;
}

function asked(signal: NodeJS.Signals): Fault {
  return {
    name: signal,
    promise: 'ends in good order, says how to go on; `--resume` gives the bytes of an undisturbed run',
    tries: { short: 2, long: 12 },
    attempt: async (share, keep) => {
      const cwd = keep(runFolder());
      const end = await struck(cwd, share, signal);
      // Before its first statement a program cannot catch a signal, and there is nothing to keep.
      must(end.code === 0 || end.code === 1 || end.code === null, 'it ends with another exit code', end);
      if (end.code === 1) mustRefuse(end, 1, /cells are kept in results\.partial: go on with --resume/);
      await mustResume(cwd);
    },
  };
}

/** A run that is ended from outside. */
export const STOPPED_RUNS: readonly Fault[] = [
  {
    name: 'kill -9 at any moment',
    promise: '`--resume` gives the bytes of an undisturbed run; results are whole or not there',
    tries: { short: 2, long: 200 },
    attempt: async (share, keep) => {
      const cwd = keep(runFolder());
      await struck(cwd, share, 'SIGKILL');
      await mustResume(cwd);
    },
  },
  asked('SIGINT'),
  asked('SIGTERM'),
  asked('SIGHUP'),
  {
    name: 'a second run in the same folder at the same time',
    promise: 'one of the two works, the other is refused or comes later; the results are right',
    tries: { short: 1, long: 10 },
    attempt: async (share, keep) => {
      const cwd = keep(runFolder());
      const first = ending(cwd, RUN);
      await pause(share * (await length()));
      const second = await ending(cwd, RUN);
      const ends = [await first, second];
      must(
        ends.some(({ code }) => code === 0),
        'neither works',
        ends[1],
      );
      for (const end of ends)
        if (end.code !== 0)
          mustRefuse(end, 2, /another run \(process \d+\) is writing|holds the finished trials/);
      await mustBeRight(cwd);
    },
  },
  {
    name: 'the folder of finished trials is deleted during the run',
    promise: 'the results are right, or the run says what is missing; nothing is half-written',
    tries: { short: 1, long: 10 },
    attempt: async (share, keep) => {
      const cwd = keep(runFolder());
      const running = ending(cwd, RUN);
      await pause(share * (await length()));
      rmSync(path.join(cwd, 'results.partial'), { recursive: true, force: true });
      const end = await running;
      if (end.code !== 0) mustRefuse(end, 1, /results\.partial|finished trials/);
      if (existsSync(path.join(cwd, 'results'))) return mustBeRight(cwd);
      rmSync(path.join(cwd, 'results.partial'), { recursive: true, force: true });
      await mustResume(cwd);
    },
  },
];
