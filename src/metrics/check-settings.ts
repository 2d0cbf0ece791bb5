import type { Budgets } from '../language/budgets.ts';
import type { CheckSettings, Figure } from '../language/check/host.ts';
import { LIBRARIES } from '../language/library.ts';
import type { PolicyDefinition } from '../policies/policy.ts';
import { STATUSES } from '../replay/status.ts';
import { CATALOGUE, type Column } from './catalogue.ts';

/** What the checker needs to know: the names of policies, options and metrics, and the limits. */
export function checkSettings(policies: readonly PolicyDefinition[], budgets: Budgets): CheckSettings {
  return {
    policies: policies.map(({ id, options }) => ({ id, options: Object.keys(options ?? {}) })),
    metrics: [...new Set(CATALOGUE.map(({ name }) => name))],
    figures: new Map(CATALOGUE.map((column) => [column.name, figureOf(column.name)])),
    libraries: LIBRARIES,
    budgets,
  };
}

/** What a name stands for in all the files that have it as a column. */
function figureOf(name: string): Figure {
  const columns = CATALOGUE.filter((column) => column.name === name);
  const tables = new Set(columns.flatMap((column: Column) => column.tables));
  const cell = tables.has('coverage') || tables.has('fragmentation');
  const of = tables.has('placements') ? (cell ? 'both' : 'mapping') : 'cell';
  const kind = columns[0]!.type === 'text' ? 'text' : 'number';
  return name === 'status' ? { of, kind, words: STATUSES } : { of, kind };
}
