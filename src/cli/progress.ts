import type { Progress } from '../lab/run/run-trials.ts';
import { counted } from './actions/findings.ts';
import type { Io } from './io.ts';

/** Shows how far a run is. */
export interface ProgressShow {
  readonly tell: (progress: Progress) => void;
  readonly end: () => void;
}

/** A run that is over before this says nothing; milliseconds. */
const PATIENCE_MS = 1000;

/** Between two lines where nobody watches; milliseconds. */
const LINE_MS = 10_000;

/** Between two changes of the bar; milliseconds. */
const BAR_MS = 100;

/**
 * A bar with rate and time left on a terminal, a line now and then elsewhere, nothing with `quiet`.
 * @param now - milliseconds, for tests.
 */
export function progressOf(io: Io, quiet: boolean, now: () => number = Date.now): ProgressShow {
  if (quiet) return { tell: () => undefined, end: () => undefined };
  const began = now();
  const pause = io.progressBar ? BAR_MS : LINE_MS;
  let next = began + PATIENCE_MS;
  let shown = false;
  let first: number | undefined;
  return {
    tell: (progress) => {
      first ??= progress.cells;
      const time = now();
      if (time < next && !(shown && progress.cells === progress.allCells)) return;
      next = time + pause;
      shown = true;
      const text = stateText(progress, first, time - began);
      io.err(io.progressBar ? `\r\u001b[K${bar(progress.work)} ${text}` : `policy-lab: ${text}\n`);
    },
    end: () => {
      if (shown && io.progressBar) io.err('\r\u001b[K');
    },
  };
}

const BAR_WIDTH = 20;

function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`;
}

function stateText({ cells, allCells, work }: Progress, first: number, milliseconds: number): string {
  const rate = ((cells - first) * 1000) / milliseconds;
  const left = work > 0 ? (milliseconds / work) * (1 - work) : undefined;
  return [
    `${Math.floor(work * 100)}%`,
    `${cells} of ${counted(allCells, 'cell')}`,
    `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} cells/s`,
    ...(left === undefined || work === 1 ? [] : [`${durationText(left)} left`]),
  ].join(', ');
}

/** A duration for a reader: `45 s`, `12 min`, `3.5 h`. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
