import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN, defaultPolicies, parsePolicyList } from '../../policies/registry.ts';
import type { RunArguments } from '../commands/run.ts';

/** The policies of a run. */
export interface Chosen {
  /** Everything that could be chosen: built in and from plug-ins. */
  readonly definitions: readonly PolicyDefinition[];
  readonly policies: readonly ChosenPolicy[];
  /** SHA-256 of the plug-in files, by their POSIX path. */
  readonly plugins: ReadonlyMap<string, string>;
}

/**
 * The policies that a command line asks for; all of them where it names none.
 * @throws PolicyListError
 */
export async function choosePolicies({ policy }: RunArguments, _cwd: string): Promise<Chosen> {
  const definitions = BUILT_IN;
  const lists = policy === undefined ? [] : [policy].flat();
  const policies =
    lists.length === 0 ? defaultPolicies(definitions) : parsePolicyList(lists.join(','), definitions);
  return { definitions, policies, plugins: new Map() };
}
