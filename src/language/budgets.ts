/** Limits on what a scenario's text may ask for. */
export interface Budgets {
  /** Sweep points of one scenario. */
  readonly points: number;
  /** Statements that one cell runs. */
  readonly statements: number;
}

/** Enough for every shipped scenario many times over, and little enough to end within minutes. */
export const DEFAULT_BUDGETS: Budgets = { points: 10_000, statements: 5_000_000 };
