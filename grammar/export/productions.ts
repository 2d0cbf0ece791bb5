import type { ISerializedGast } from 'chevrotain';
import { makeParser } from '../parser.ts';

/** A production of the grammar as Chevrotain serialises it. */
export type Production = ISerializedGast & {
  readonly name?: string;
  readonly label?: string;
  readonly definition?: readonly Production[];
  readonly separator?: { readonly name: string; readonly label?: string };
};

/** Every rule of the grammar: the whole file first, then in the order in which it uses them. */
export function grammarRules(): Production[] {
  const rules = makeParser().parser.getSerializedGastProductions() as readonly Production[];
  const byName = new Map(rules.map((rule) => [rule.name!, rule]));
  const ordered = new Map<string, Production>();
  const visit = (name: string): void => {
    const rule = byName.get(name);
    if (!rule || ordered.has(name)) return;
    ordered.set(name, rule);
    for (const used of usedBy(rule)) visit(used);
  };
  visit('scenarioFile');
  return [...ordered.values()];
}

/** Names of the rules that a production refers to, in order. */
function usedBy({ type, name, definition = [] }: Production): string[] {
  return type === 'NonTerminal' ? [name!] : definition.flatMap(usedBy);
}
