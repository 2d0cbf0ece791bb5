import path from 'node:path';
import type { CellRequest } from '../../lab/run-scenarios.ts';
import type { CellResult } from '../../metrics/results.ts';
import { DEFAULT_LIMITS, IsolatedPlugin } from '../../plugins/isolated-plugin.ts';
import { loadPlugin } from '../../plugins/load-plugin.ts';
import { pluginFile } from '../../plugins/plugin-file.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN, defaultPolicies, parsePolicyList } from '../../policies/registry.ts';

/** What a command line says of policies. */
export interface PolicyArguments {
  readonly policy: string | readonly string[] | undefined;
  readonly plugin: string | readonly string[] | undefined;
  /** false: plug-ins run in this process. */
  readonly isolate?: boolean;
  /** Seconds a cell. */
  readonly 'plugin-timeout'?: number;
}

/** The policies of a run. */
export interface Chosen {
  /** Everything that could be chosen: built in and from plug-ins. */
  readonly definitions: readonly PolicyDefinition[];
  readonly policies: readonly ChosenPolicy[];
  /** SHA-256 of the plug-in files, by their POSIX path relative to the current folder. */
  readonly plugins: ReadonlyMap<string, string>;
  /** Replays the cells of isolated plug-ins in their processes. */
  readonly elsewhere: (request: CellRequest) => Promise<CellResult> | undefined;
  /** Ends those processes. */
  readonly close: () => void;
}

interface Plugin {
  readonly definition: PolicyDefinition;
  readonly file: string;
  readonly hash: string;
  readonly isolated?: IsolatedPlugin;
}

/**
 * The policies that a command line asks for: all of them where it names none, and those of plug-ins in any case.
 * @throws PolicyListError, PluginError
 */
export async function choosePolicies(args: PolicyArguments, cwd: string): Promise<Chosen> {
  const plugins = await loadPlugins(args, cwd);
  const added = plugins.map(({ definition }) => definition);
  const definitions = [...BUILT_IN, ...added];
  const lists = listed(args.policy);
  const asked =
    lists.length === 0 ? defaultPolicies(definitions) : parsePolicyList(lists.join(','), definitions);
  const unasked = added.filter(({ id }) => asked.every(({ definition }) => definition.id !== id));
  const isolated = new Map(plugins.map((plugin) => [plugin.definition.id, plugin.isolated]));
  return {
    definitions,
    policies: [...asked, ...defaultPolicies(unasked)],
    plugins: new Map(plugins.map(({ file, hash }) => [relative(file, cwd), hash])),
    elsewhere: ({ plan, policy, linux }) => isolated.get(policy.definition.id)?.run(plan, policy, linux),
    close: () => {
      for (const plugin of plugins) plugin.isolated?.close();
    },
  };
}

function listed(option: string | readonly string[] | undefined): readonly string[] {
  return option === undefined ? [] : [option].flat();
}

function relative(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join('/');
}

async function loadPlugins(args: PolicyArguments, cwd: string): Promise<readonly Plugin[]> {
  const taken = new Set(BUILT_IN.map(({ id }) => id));
  const loaded: Plugin[] = [];
  for (const name of listed(args.plugin)) {
    const plugin = await load(await pluginFile(name, cwd), taken, args);
    taken.add(plugin.definition.id);
    loaded.push(plugin);
  }
  return loaded;
}

async function load(file: string, taken: ReadonlySet<string>, args: PolicyArguments): Promise<Plugin> {
  if (args.isolate === false) return loadPlugin(file, await import('../../index.ts'), taken);
  const milliseconds = (args['plugin-timeout'] ?? DEFAULT_LIMITS.milliseconds / 1000) * 1000;
  const isolated = new IsolatedPlugin(file, new Set(taken), { ...DEFAULT_LIMITS, milliseconds });
  await isolated.load();
  const { definition, hash } = isolated;
  return { definition, file, hash, isolated };
}
