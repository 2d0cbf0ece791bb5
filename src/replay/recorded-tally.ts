import type { LoggedCall } from '../import/strace.ts';

/** A call whose answer differs from the recorded one. Addresses in bytes; errors by name. */
export interface Difference {
  readonly line: number;
  readonly call: LoggedCall;
  readonly expected: number | string;
  readonly got: number | string;
  /** The first rule that could explain it; empty where none was found. */
  readonly reason: string;
}

/** Differences that are kept whole; more are only counted. */
const KEPT = 1000;

/** What a replay counts, over all processes of a log. */
export class Tally {
  /** Placements that the kernel chose, and the model alike. */
  asRecorded = 0;
  /** Calls at an address that the caller fixed, answered as recorded. */
  fixed = 0;
  /** All differences, those beyond the kept ones too. */
  different = 0;
  /** Calls that the kernel refused for reasons that lie outside of placement: EACCES, EBADF, … */
  refused = 0;
  /** Whether the last answer lacks digits because the log is cut off inside it. */
  cut = false;
  readonly differences: Difference[] = [];
  readonly #most: number;

  /** @param most - how many differences are kept whole, with an explanation. */
  constructor(most = KEPT) {
    this.#most = most;
  }

  /** Whether one more difference is worth an explanation. */
  get explains(): boolean {
    return this.differences.length < this.#most;
  }

  /** Counts a difference; a call at the very end of a log that is cut off is none. */
  differs(difference: Difference): void {
    if (difference.call.unterminated) {
      this.cut = true;
      return;
    }
    this.different++;
    if (this.explains) this.differences.push(difference);
  }
}
