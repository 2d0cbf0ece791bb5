import { suggestion } from '../language/check/nearest.ts';
import { type ChosenPolicy, choosePolicy } from './chosen-policy.ts';
import { BUILT_IN_POLICIES } from './index.generated.ts';
import { type Options, type PolicyDefinition, TELLERS } from './policy.ts';

/** Every built-in policy: `linux` first, then by who must tell it something, the bounds last. */
export const BUILT_IN: readonly PolicyDefinition[] = [...BUILT_IN_POLICIES].sort(
  (a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1),
);

function rank({ id, toldBy, bound }: PolicyDefinition): number {
  return id === 'linux' ? -1 : TELLERS.indexOf(toldBy) + (bound ? 1 : 0);
}

/** A policy list that cannot be understood. */
export class PolicyListError extends Error {
  readonly code = 'PL-POLICY-LIST';

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'PolicyListError';
  }
}

/** The rows of a run where nobody chose: every policy, with the option settings that are rows of their own. */
export function defaultPolicies(definitions: readonly PolicyDefinition[] = BUILT_IN): ChosenPolicy[] {
  return definitions.flatMap((definition) => [
    choosePolicy(definition),
    ...(definition.alsoRuns ?? []).map((options) => choosePolicy(definition, options)),
  ]);
}

/**
 * Reads `linux,wilcox-length(cont=off,test=block),all`; `linux` is always part of the answer and stands first.
 * @throws PolicyListError for an unknown policy, option or value.
 */
export function parsePolicyList(
  text: string,
  definitions: readonly PolicyDefinition[] = BUILT_IN,
): ChosenPolicy[] {
  const wanted = splitList(text).flatMap((item) =>
    item === 'all' ? defaultPolicies(definitions) : [parsePolicy(item, definitions)],
  );
  const baseline = choosePolicy(definitions.find(({ id }) => id === 'linux') ?? definitions[0]!);
  const unique = new Map([baseline, ...wanted].map((chosen) => [chosen.label, chosen]));
  return [...unique.values()];
}

/** One policy with its options. */
export function parsePolicy(text: string, definitions: readonly PolicyDefinition[] = BUILT_IN): ChosenPolicy {
  const match = /^([\w.-]+)(?:\((.*)\))?$/.exec(text.trim());
  const ids = definitions.map(({ id }) => id);
  const definition = definitions.find(({ id }) => id === match?.[1]);
  if (!match || !definition) {
    throw new PolicyListError(
      `unknown policy '${text.trim()}'`,
      suggestion(match?.[1] ?? text.trim(), ids, ''),
    );
  }
  return choosePolicy(definition, parseOptions(match[2] ?? '', definition));
}

function parseOptions(text: string, { id, options = {} }: PolicyDefinition): Options {
  const settled: Record<string, string> = {};
  for (const item of text.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', value = ''] = item.split('=').map((part) => part.trim());
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      const hint = suggestion(name, Object.keys(options), 'it has no options');
      throw new PolicyListError(`policy '${id}' has no option '${name}'`, hint);
    }
    if (!option.values.includes(value)) {
      throw new PolicyListError(
        `option '${name}' of '${id}' cannot be '${value}'`,
        `it takes ${option.values.join(' or ')}`,
      );
    }
    settled[name] = value;
  }
  return settled;
}

/** Splits at commas outside parentheses. */
function splitList(text: string): string[] {
  const items = text.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
