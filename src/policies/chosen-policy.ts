import type { Fact, OptionDeclaration, Options, PolicyDefinition } from './policy.ts';

/** A policy with its options settled: one row of the tables. */
export interface ChosenPolicy {
  readonly definition: PolicyDefinition;
  readonly options: Options;
  /** The id, with the options that are not default in order of name: `wilcox-length(cont=off)`. */
  readonly label: string;
  /** Facts that it needs with these options. */
  readonly needs: readonly Fact[];
}

/** Settles a policy's options: what `wanted` leaves out takes its default. Values must have been checked. */
export function choosePolicy(definition: PolicyDefinition, wanted: Options = {}): ChosenPolicy {
  const declared = Object.entries(definition.options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const options = Object.fromEntries(declared.map(([name, { values }]) => [name, wanted[name] ?? values[0]]));
  const changed = declared.filter(([name, { values }]) => options[name] !== values[0]);
  const suffix = changed.map(([name]) => `${name}=${options[name]}`).join(',');
  return {
    definition,
    options,
    label: suffix === '' ? definition.id : `${definition.id}(${suffix})`,
    needs: [
      ...new Set([
        ...definition.needs,
        ...changed.flatMap(([name, option]) => neededBy(option, options[name]!)),
      ]),
    ],
  };
}

function neededBy({ needs }: OptionDeclaration, value: string): readonly Fact[] {
  return needs?.[value] ?? [];
}

/** The same policy with more options set, as a sweep point asks for. */
export function withOptions(chosen: ChosenPolicy, more: Options | undefined): ChosenPolicy {
  return more ? choosePolicy(chosen.definition, { ...chosen.options, ...more }) : chosen;
}
