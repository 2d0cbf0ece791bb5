import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { type RunPlan, runPlan } from '../../lab/run/plan.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { choosePolicies, type PolicyArguments } from '../../plugins/choose-policies.ts';
import { type BudgetArguments, budgetsOf } from '../commands/shared-options.ts';
import type { Io } from '../io.ts';
import { hasErrors, problemText } from './findings.ts';

/** What every command that runs scenarios is asked for. */
export interface FileArguments extends PolicyArguments, BudgetArguments {
  readonly files: readonly string[];
  readonly quiet: boolean;
}

/**
 * Plans scenario files under the policies of a command line, and hands the plan to `use`; undefined, after saying why,
 * where a file has an error. Plug-ins are ended in any case.
 */
export async function withPlan<T>(
  args: FileArguments,
  io: Io,
  use: (plan: RunPlan) => Promise<T>,
): Promise<T | undefined> {
  const chosen = await choosePolicies(args, io.cwd);
  try {
    const files = await expandInputs(args.files, {
      cwd: io.cwd,
      shipped: path.join(packageRoot(), 'scenarios'),
    });
    const loaded = loadScenarios(files, checkSettings(chosen.definitions, budgetsOf(args)), io.cwd);
    sayDiagnostics(loaded, args.quiet, io);
    if (hasErrors(loaded)) return undefined;
    return await use(runPlan(loaded, chosen, policyArguments(args), io.cwd));
  } finally {
    chosen.close();
  }
}

/** What of a command line chooses policies: it must survive being sent to another thread. */
function policyArguments(args: FileArguments): PolicyArguments {
  const { policy, plugin, configured, isolate } = args;
  return {
    ...{ policy, plugin },
    ...(configured === undefined ? {} : { configured }),
    ...(isolate === undefined ? {} : { isolate }),
    ...(args['plugin-timeout'] === undefined ? {} : { 'plugin-timeout': args['plugin-timeout'] }),
  };
}

/** Errors always; warnings unless the user wants quiet; remarks are for `check`. */
function sayDiagnostics({ problems, diagnostics, texts }: LoadedScenarios, quiet: boolean, io: Io): void {
  const shown = diagnostics.filter(
    ({ severity }) => severity === 'error' || (severity === 'warning' && !quiet),
  );
  io.err(problems.map(problemText).join(''));
  if (shown.length > 0) io.err(`${renderDiagnostics(shown, texts)}\n`);
}
