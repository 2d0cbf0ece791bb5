import path from 'node:path';
import { type LoadedPlugin, loadPlugin } from '../../plugins/load-plugin.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN, defaultPolicies, parsePolicyList } from '../../policies/registry.ts';
import type { RunArguments } from '../commands/run.ts';

/** The policies of a run. */
export interface Chosen {
  /** Everything that could be chosen: built in and from plug-ins. */
  readonly definitions: readonly PolicyDefinition[];
  readonly policies: readonly ChosenPolicy[];
  /** SHA-256 of the plug-in files, by their POSIX path relative to the current folder. */
  readonly plugins: ReadonlyMap<string, string>;
}

/**
 * The policies that a command line asks for: all of them where it names none, and those of plug-ins in any case.
 * @throws PolicyListError, PluginError
 */
export async function choosePolicies(
  { policy, plugin }: Pick<RunArguments, 'policy' | 'plugin'>,
  cwd: string,
): Promise<Chosen> {
  const plugins = await loadPlugins(listed(plugin), cwd);
  const added = plugins.map(({ definition }) => definition);
  const definitions = [...BUILT_IN, ...added];
  const lists = listed(policy);
  const asked =
    lists.length === 0 ? defaultPolicies(definitions) : parsePolicyList(lists.join(','), definitions);
  const unasked = added.filter(({ id }) => asked.every(({ definition }) => definition.id !== id));
  return {
    definitions,
    policies: [...asked, ...defaultPolicies(unasked)],
    plugins: new Map(plugins.map(({ file, hash }) => [relative(file, cwd), hash])),
  };
}

function listed(option: string | readonly string[] | undefined): readonly string[] {
  return option === undefined ? [] : [option].flat();
}

function relative(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join('/');
}

async function loadPlugins(files: readonly string[], cwd: string): Promise<readonly LoadedPlugin[]> {
  if (files.length === 0) return [];
  const library = await import('../../index.ts');
  const taken = new Set(BUILT_IN.map(({ id }) => id));
  const loaded: LoadedPlugin[] = [];
  for (const file of files) {
    const plugin = await loadPlugin(path.resolve(cwd, file), library, taken);
    taken.add(plugin.definition.id);
    loaded.push(plugin);
  }
  return loaded;
}
