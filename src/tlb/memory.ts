/** A stretch of touched memory under leaves of one kind. Bytes. */
export interface TouchedRun {
  /** Where it begins in the touched memory, and where it ends. */
  readonly from: number;
  readonly to: number;
  readonly vaBytes: number;
  /** Which of the leaves of {@link TouchedMemory}. */
  readonly leaf: number;
}

/** What a pattern goes over: one or more mappings, one behind the other. Bytes. */
export interface TouchedMemory {
  readonly lengthBytes: number;
  /** In order of `from`; where there are gaps nothing is mapped, and touches count for nothing. */
  readonly runs: readonly TouchedRun[];
}

/** Finds the run of an offset; remembers the last one, for touches come in company. */
export class RunFinder {
  readonly #runs: readonly TouchedRun[];
  #last = 0;

  constructor({ runs }: TouchedMemory) {
    this.#runs = runs;
  }

  /** The run that holds an offset; undefined in a gap. */
  find(offsetBytes: number): TouchedRun | undefined {
    const last = this.#runs[this.#last];
    if (last && last.from <= offsetBytes && offsetBytes < last.to) return last;
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#runs[middle]!.to <= offsetBytes) low = middle + 1;
      else high = middle;
    }
    const run = this.#runs[low];
    if (!run || run.from > offsetBytes) return undefined;
    this.#last = low;
    return run;
  }
}
