/** Limits on what a scenario's text may ask for. */
export interface Budgets {
  /** Sweep points of one scenario; those of a whole file are {@link FILE_SCENARIOS} times as many. */
  readonly points: number;
  /** Statements that one cell runs, and regions that are scattered before them. */
  readonly statements: number;
  /** Touches that one cell may have to follow one by one: see `check/touch-count.ts`. */
  readonly touches: number;
}

/**
 * Enough for every shipped scenario many times over, and little enough to end within minutes. The touches are those of
 * 16T in base pages, once.
 */
export const DEFAULT_BUDGETS: Budgets = { points: 10_000, statements: 5_000_000, touches: 5_000_000_000 };

/** All scenarios of a file may have so many times the points of one. */
export const FILE_SCENARIOS = 25;

/** Values that the ranges of all sweeps and seeds of a file may hold. */
export const LARGEST_LIST = 1_000_000;
