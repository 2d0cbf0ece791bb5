import { visible } from '../../language/render/visible.ts';

/** Policies whose figures are the same, so that they are drawn as one. */
export interface Alike<T> {
  /** Written as `linux, arif-exec-order, +3`. */
  readonly label: string;
  readonly policies: readonly string[];
  readonly value: T;
}

/** Joins policies with the same value, in the order of the first of each. */
export function joinAlike<T>(
  values: readonly (readonly [policy: string, value: T])[],
  named = 3,
): Alike<T>[] {
  const groups = new Map<string, { policies: string[]; value: T }>();
  for (const [policy, value] of values) {
    const key = JSON.stringify(value);
    const group = groups.get(key);
    if (group) group.policies.push(policy);
    else groups.set(key, { policies: [policy], value });
  }
  return [...groups.values()].map(({ policies, value }) => ({
    label: labelOf(policies, named),
    policies,
    value,
  }));
}

function labelOf(policies: readonly string[], named: number): string {
  const shown = policies.slice(0, policies.length > named + 1 ? named : named + 1).map(visible);
  const more = policies.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')}, +${more}`;
}
