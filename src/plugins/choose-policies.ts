import path from 'node:path';
import type { CellResult } from '../metrics/results.ts';
import type { CellRequest } from '../metrics/run-walk.ts';
import { type ChosenPolicy, choosePolicy } from '../policies/chosen-policy.ts';
import type { Options, PolicyDefinition } from '../policies/policy.ts';
import {
  BUILT_IN,
  defaultPolicies,
  PolicyListError,
  parsePolicy,
  parsePolicyList,
} from '../policies/registry.ts';
import { DEFAULT_LIMITS, IsolatedPlugin } from './isolated-plugin.ts';
import { loadPlugin } from './load-plugin.ts';
import { pluginFile } from './plugin-file.ts';

/** What a configuration says of policies. */
export interface Configured {
  readonly file: string;
  readonly policies: readonly string[] | undefined;
  readonly options: Readonly<Record<string, Options>> | undefined;
}

/** What a command line says of policies. */
export interface PolicyArguments {
  readonly policy: string | readonly string[] | undefined;
  readonly plugin: string | readonly string[] | undefined;
  /** Used where `policy` is undefined. */
  readonly configured?: Configured;
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
  /** The plug-in files, by the id of their policy. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of the plug-in files, by their POSIX path relative to the current folder. */
  readonly plugins: ReadonlyMap<string, string>;
  /** The same hashes by the id of their policy. */
  readonly hashes: ReadonlyMap<string, string>;
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
  const asked = askedPolicies(args, definitions);
  const unasked = added.filter(({ id }) => asked.every(({ definition }) => definition.id !== id));
  const isolated = new Map(plugins.map((plugin) => [plugin.definition.id, plugin.isolated]));
  return {
    definitions,
    policies: [...asked, ...defaultPolicies(unasked)],
    files: new Map(plugins.map(({ definition, file }) => [definition.id, file])),
    hashes: new Map(plugins.map(({ definition, hash }) => [definition.id, hash])),
    plugins: new Map(plugins.map(({ file, hash }) => [relative(file, cwd), hash])),
    elsewhere: ({ plan, policy, linux }) => isolated.get(policy.definition.id)?.run(plan, policy, linux),
    close: () => {
      for (const plugin of plugins) plugin.isolated?.close();
    },
  };
}

function askedPolicies(
  { policy, configured }: PolicyArguments,
  definitions: readonly PolicyDefinition[],
): readonly ChosenPolicy[] {
  if (policy !== undefined) return parsePolicyList(listed(policy).join(','), definitions);
  const { policies, options = {} } = configured ?? {};
  return inFile(configured?.file, () => {
    const chosen = policies ? parsePolicyList(policies.join(','), definitions) : defaultPolicies(definitions);
    const settled = chosen.map((one) => withDefaults(one, options[one.definition.id]));
    for (const [id, wanted] of Object.entries(options)) parsePolicy(optionText(id, wanted), definitions);
    return [...new Map(settled.map((one) => [one.label, one])).values()];
  });
}

/** A policy that was named without options takes those that are configured for it. */
function withDefaults(chosen: ChosenPolicy, options: Options | undefined): ChosenPolicy {
  const { definition, label } = chosen;
  return options && label === definition.id ? choosePolicy(definition, options) : chosen;
}

function optionText(id: string, options: Options): string {
  const items = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return items.length === 0 ? id : `${id}(${items.join(',')})`;
}

/** Says which file a mistake is in. */
function inFile<T>(file: string | undefined, choose: () => T): T {
  try {
    return choose();
  } catch (error) {
    if (file === undefined || !(error instanceof PolicyListError)) throw error;
    throw new PolicyListError(`${file}: ${error.message}`, error.hint);
  }
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
  if (args.isolate === false) return loadPlugin(file, await import('../index.ts'), taken);
  const milliseconds = (args['plugin-timeout'] ?? DEFAULT_LIMITS.milliseconds / 1000) * 1000;
  const isolated = new IsolatedPlugin(file, new Set(taken), { ...DEFAULT_LIMITS, milliseconds });
  await isolated.load();
  const { definition, hash } = isolated;
  return { definition, file, hash, isolated };
}
