import { CATALOGUE } from '../metrics/catalogue.ts';
import type { PolicyDefinition } from '../policies/policy.ts';
import type { CheckSettings } from './load-scenarios.ts';

/** Limits on what a text may ask for. */
export interface Budgets {
  /** Sweep points of one scenario. */
  readonly points: number;
  /** Statements that one cell runs. */
  readonly statements: number;
}

/** Enough for every shipped scenario many times over, and little enough to end within minutes. */
export const DEFAULT_BUDGETS: Budgets = { points: 10_000, statements: 5_000_000 };

/** What the checker needs to know: the names of policies, options and metrics, and the limits. */
export function checkSettings(policies: readonly PolicyDefinition[], budgets: Budgets): CheckSettings {
  return {
    policies: policies.map(({ id, options }) => ({ id, options: Object.keys(options ?? {}) })),
    metrics: [...new Set(CATALOGUE.map(({ name }) => name))],
    budgets,
  };
}
