/** Name of the measures that the page leaves in the browser's own record (`performance.getEntriesByName`). */
export const ANSWERED = 'policy-lab: change to painted table';

/** Measures how long a reader waits: from a change to the moment at which its table is painted. */
export class Stopwatch {
  #changed: number | undefined;

  /** Something changed. */
  start(): void {
    this.#changed = performance.now();
  }

  /** The table of the newest change is in the page: it is painted when the frame after the next callback begins. */
  stop(): void {
    const start = this.#changed;
    this.#changed = undefined;
    if (start === undefined) return;
    requestAnimationFrame(() =>
      setTimeout(() => performance.measure(ANSWERED, { start, end: performance.now() })),
    );
  }
}
