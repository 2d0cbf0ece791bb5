import { CATALOGUE } from '../metrics/catalogue.ts';
import type { PolicyDefinition } from '../policies/policy.ts';
import type { Budgets } from './budgets.ts';
import type { CheckSettings } from './load-scenarios.ts';

/** What the checker needs to know: the names of policies, options and metrics, and the limits. */
export function checkSettings(policies: readonly PolicyDefinition[], budgets: Budgets): CheckSettings {
  return {
    policies: policies.map(({ id, options }) => ({ id, options: Object.keys(options ?? {}) })),
    metrics: [...new Set(CATALOGUE.map(({ name }) => name))],
    budgets,
  };
}
