import type { Vocabulary } from '../language/services/vocabulary.ts';
import type { PolicyDefinition } from '../policies/policy.ts';
import { CATALOGUE } from './catalogue.ts';

/** What editors say of policies and metrics. */
export function vocabulary(policies: readonly PolicyDefinition[]): Vocabulary {
  const metrics = new Map(
    CATALOGUE.map(({ name, meaning, unit, better }) => [name, { name, meaning, unit, better }]),
  );
  return {
    policies: policies.map(({ id, summary, source, options = {} }) => ({
      id,
      summary,
      source,
      options: Object.entries(options).map(([name, { values, meaning }]) => ({ name, values, meaning })),
    })),
    metrics: [...metrics.values()],
  };
}
