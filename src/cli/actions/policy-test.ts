import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../lab/make-folder.ts';
import { conformanceText } from '../../plugins/conformance/report-text.ts';
import {
  type ConformanceReport,
  type ConformanceSettings,
  runConformance,
} from '../../plugins/conformance/suite.ts';
import { DEFAULT_LIMITS, IsolatedPlugin } from '../../plugins/isolated-plugin.ts';
import { loadPlugin } from '../../plugins/load-plugin.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import { pluginFile } from '../../plugins/plugin-file.ts';
import { choosePolicy } from '../../policies/chosen-policy.ts';
import { BUILT_IN, parsePolicy } from '../../policies/registry.ts';
import type { PolicyTestArguments } from '../commands/policy.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Runs the conformance suite on a policy. @throws PolicyListError, PluginError for a policy that is none. */
export async function testPolicy(args: PolicyTestArguments, io: Io): Promise<ExitCode> {
  const settings = settingsOf(args);
  const builtIn = BUILT_IN.some(({ id }) => id === args.policy.replace(/\(.*$/, ''));
  const report = builtIn
    ? runConformance(parsePolicy(args.policy), settings)
    : await testFile(args, settings, io);
  if (report === undefined) return EXIT.findings;
  if (args.save !== undefined) save(report, path.resolve(io.cwd, args.save));
  io.out(`${args.json ? JSON.stringify(report, null, 2) : conformanceText(report, io.width)}\n`);
  return report.properties.some(({ counterExample }) => counterExample) ? EXIT.findings : EXIT.fine;
}

function settingsOf({ seed, situations, budget }: PolicyTestArguments): ConformanceSettings {
  for (const [name, value] of Object.entries({ seed, situations, budget })) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new UsageError(`'--${name}' cannot be ${value}`, 'give a whole number');
  }
  return { seed, situations, budget };
}

/** The report on a policy from a file; undefined, after saying why, where it does not come to an end. */
async function testFile(
  { policy, isolate, timeout }: PolicyTestArguments,
  settings: ConformanceSettings,
  io: Io,
): Promise<ConformanceReport | undefined> {
  const file = await pluginFile(policy, io.cwd);
  const taken = new Set(BUILT_IN.map(({ id }) => id));
  if (!isolate) {
    const { definition } = await loadPlugin(file, await import('../../index.ts'), taken);
    return runConformance(choosePolicy(definition), settings);
  }
  const plugin = new IsolatedPlugin(file, taken, { ...DEFAULT_LIMITS, milliseconds: timeout * 1000 });
  await plugin.load();
  try {
    return await plugin.test(choosePolicy(plugin.definition).options, settings);
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    io.err(`policy-lab: ${error.message}\n  hint: ${error.hint}\n`);
    return undefined;
  } finally {
    plugin.close();
  }
}

function save({ policy, properties }: ConformanceReport, folder: string): void {
  makeFolder(folder);
  for (const { id, counterExample } of properties) {
    const name = `${policy.replace(/[^\w.-]+/g, '_')}-${id}.scn`;
    if (counterExample) writeFileSync(path.join(folder, name), counterExample.text);
  }
}
