import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { runScenariosApart } from '../../lab/run-scenarios.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import type { RunResult } from '../../metrics/results.ts';
import type { Io } from '../io.ts';
import { type Chosen, choosePolicies, type PolicyArguments } from './choose-policies.ts';
import { hasErrors, problemText } from './findings.ts';

/** What every command that runs scenarios is asked for. */
export interface FileArguments extends PolicyArguments {
  readonly files: readonly string[];
  readonly quiet: boolean;
  readonly 'max-points': number;
  readonly 'max-statements': number;
}

/** Scenarios of files after they ran. */
export interface FilesRun {
  readonly chosen: Chosen;
  readonly loaded: LoadedScenarios;
  readonly result: RunResult;
}

/**
 * Runs scenario files under the policies of a command line; undefined, after saying why, where one has an error.
 * @param ready - called before the first cell: what it throws keeps anything from running.
 */
export async function runFiles(
  args: FileArguments,
  io: Io,
  ready: (loaded: LoadedScenarios) => void = () => undefined,
): Promise<FilesRun | undefined> {
  const chosen = await choosePolicies(args, io.cwd);
  try {
    const files = expandInputs(args.files, { cwd: io.cwd, shipped: path.join(packageRoot(), 'scenarios') });
    const budgets = { points: args['max-points'], statements: args['max-statements'] };
    const loaded = loadScenarios(files, checkSettings(chosen.definitions, budgets), io.cwd);
    sayDiagnostics(loaded, args.quiet, io);
    if (hasErrors(loaded)) return undefined;
    ready(loaded);
    const host = { text: (file: string) => textOf(loaded, file) };
    const result = await runScenariosApart(loaded.scenarios, chosen.policies, host, chosen.elsewhere);
    return { chosen, loaded, result };
  } finally {
    chosen.close();
  }
}

/** Errors always; warnings unless the user wants quiet; remarks are for `check`. */
function sayDiagnostics({ problems, diagnostics, texts }: LoadedScenarios, quiet: boolean, io: Io): void {
  const shown = diagnostics.filter(
    ({ severity }) => severity === 'error' || (severity === 'warning' && !quiet),
  );
  io.err(problems.map(problemText).join(''));
  if (shown.length > 0) io.err(`${renderDiagnostics(shown, texts)}\n`);
}

/** Texts that the checker has asked for are all there: nothing is read while cells run. */
function textOf({ texts }: LoadedScenarios, file: string): string {
  const text = texts.get(file);
  if (text === undefined) throw new Error(`the text of '${file}' was never read`);
  return text;
}
