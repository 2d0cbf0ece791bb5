import type { HuntProgress } from '../lab/hunt/hunt.ts';
import type { Io } from './io.ts';

/** Shows how far a hunt is. */
export interface HuntProgressShow {
  readonly tell: (progress: HuntProgress) => void;
  readonly end: () => void;
}

/** A hunt that is over before this says nothing; between two lines where nobody watches; milliseconds. */
const PATIENCE_MS = 1000;
const LINE_MS = 10_000;

/**
 * One line that is written over on a terminal, a line now and then elsewhere, nothing with `quiet`.
 * @param tries - of the whole hunt; unsafe numbers mean that time decides.
 */
export function huntProgressOf(
  io: Io,
  quiet: boolean,
  tries: number,
  now: () => number = Date.now,
): HuntProgressShow {
  const began = now();
  let next = began + PATIENCE_MS;
  let shown = false;
  return {
    tell: (progress) => {
      const time = now();
      if (quiet || time < next) return;
      next = io.progressBar ? time : time + LINE_MS;
      shown = true;
      const of = tries < Number.MAX_SAFE_INTEGER ? ` of ${tries}` : '';
      const text = `${progress.tries}${of} tries, ${progress.seen} features seen, ${progress.kept} situations kept`;
      io.err(io.progressBar ? `\r\u001b[K${text}` : `policy-lab: ${text}\n`);
    },
    end: () => {
      if (shown && io.progressBar) io.err('\r\u001b[K');
      shown = false;
    },
  };
}
