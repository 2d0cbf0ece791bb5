import os from 'node:os';
import path from 'node:path';
import { type VerifiedLayout, verifyKernel } from '../../lab/verify-kernel.ts';
import type { VerifyArguments } from '../commands/verify.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { differencesText, replayProblems, unreadable } from './replay-text.ts';

/** Compares the running kernel with the model and says how that went. */
export function verify({ count, seed, folder, keep, json }: VerifyArguments, io: Io): ExitCode {
  const whole = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;
  if (!whole(count, 10_000_000) || count === 0)
    throw new UsageError("'--count' is no number of calls", 'give a whole number from 1 to 10000000');
  if (!whole(seed, Number.MAX_SAFE_INTEGER))
    throw new UsageError("'--seed' is no seed", 'give a whole number from 0 up');
  const layouts = verifyKernel({
    count,
    seed,
    folder: path.resolve(io.cwd, folder),
    keep: keep === undefined ? undefined : path.resolve(io.cwd, keep),
  });
  if (json) io.out(jsonText(layouts, count, seed));
  else say(layouts, io);
  return layouts.every(agrees) ? EXIT.fine : EXIT.findings;
}

function say(layouts: readonly VerifiedLayout[], io: Io): void {
  for (const { layout, replay } of layouts) {
    const prefix = (line: string) => (line === '' ? '' : `${layout}: ${line}\n`);
    io.err(replayProblems(replay).split('\n').map(prefix).join(''));
    io.out(differencesText(replay).map(prefix).join(''));
    io.out(`${layout}: ${figures([replay])}\n`);
  }
  const all = layouts.map(({ replay }) => replay);
  const verb = layouts.every(agrees) ? 'verified' : 'not as modelled';
  io.out(`${verb} on Linux ${os.release()}: ${figures(all)}\n`);
}

/** `N of N placements, M of M VMAs`. */
function figures(replays: readonly VerifiedLayout['replay'][]): string {
  const sum = (of: (replay: VerifiedLayout['replay']) => number) =>
    replays.reduce((total, replay) => total + of(replay), 0);
  const placed = sum(({ outcome }) => outcome.asRecorded + outcome.fixed);
  const different = sum(({ outcome }) => outcome.different);
  const areas = sum((replay) => replay.vmas?.asRecorded ?? 0);
  const wrong = sum(({ vmas }) => (vmas ? vmas.different + vmas.apart : 0));
  return `${placed} of ${placed + different} placements, ${areas} of ${areas + wrong} VMAs`;
}

function agrees({ replay }: VerifiedLayout): boolean {
  return (
    replay.outcome.different === 0 &&
    replay.vmas?.different === 0 &&
    replay.vmas.apart === 0 &&
    !unreadable(replay)
  );
}

function jsonText(layouts: readonly VerifiedLayout[], count: number, seed: number): string {
  const value = {
    kernel: os.release(),
    count,
    seed,
    layouts: layouts.map(({ layout, replay: { outcome, vmas } }) => ({
      layout,
      placements: { asRecorded: outcome.asRecorded, different: outcome.different, fixed: outcome.fixed },
      vmas: vmas ? { asRecorded: vmas.asRecorded, different: vmas.different } : null,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
