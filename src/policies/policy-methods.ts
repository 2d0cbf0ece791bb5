import type { Machine } from '../machine/machine.ts';
import type { ChosenPolicy } from './chosen-policy.ts';
import type { Fact, PolicyInstance } from './policy.ts';

/** The methods of an instance, bound to it; undefined where it has none. */
export type Methods = {
  readonly [K in keyof Required<PolicyInstance<Fact>>]: PolicyInstance<Fact>[K] | undefined;
};

/**
 * The methods of an instance, read once: what is there when it is made is what is asked. All five are named, so that
 * all policies' have one shape: they are read for every mmap.
 */
export function methodsOf(instance: PolicyInstance<Fact>): Methods {
  return {
    propose: methodOf(instance, 'propose'),
    place: methodOf(instance, 'place'),
    calls: methodOf(instance, 'calls'),
    settle: methodOf(instance, 'settle'),
    hooks: methodOf(instance, 'hooks'),
  };
}

function methodOf<K extends keyof Methods>(instance: PolicyInstance<Fact>, name: K): Methods[K] {
  const method: unknown = instance[name];
  return typeof method === 'function' ? method.bind(instance) : undefined;
}

/** A policy made anew for one cell. @throws whatever it throws. */
export function createInstance(
  { definition, options }: ChosenPolicy,
  machine: Machine,
): PolicyInstance<Fact> {
  if (definition.create) return definition.create(machine, options);
  if (!definition.propose) return {};
  return { propose: (request) => definition.propose!(request, machine, options) };
}
