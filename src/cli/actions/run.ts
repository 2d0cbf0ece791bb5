import path from 'node:path';
import { checkSettings } from '../../lab/check-settings.ts';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot, packageVersion } from '../../lab/package-root.ts';
import { runRecord } from '../../lab/run-record.ts';
import { runScenariosApart } from '../../lab/run-scenarios.ts';
import { checkOutput, writeResults } from '../../lab/write-results.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import type { RunResult } from '../../metrics/results.ts';
import { isTrouble } from '../../report/cells.ts';
import { failuresOf } from '../../report/expectations.ts';
import { headlineNamed, headlineNames } from '../../report/headline.ts';
import { reportOf } from '../../report/report.ts';
import type { FigureColumn } from '../../report/scenario-columns.ts';
import type { RunArguments } from '../commands/run.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';
import { unknownName } from '../usage-error.ts';
import { type Chosen, choosePolicies } from './choose-policies.ts';
import { hasErrors, problemText } from './findings.ts';

/** Runs scenarios: writes the results, then prints the report. Nothing is written where a scenario has an error. */
export async function run(args: RunArguments, io: Io): Promise<ExitCode> {
  const started = new Date();
  const headline = headlineOf(args.headline);
  const chosen = await choosePolicies(args, io.cwd);
  const files = expandInputs(args.files, { cwd: io.cwd, shipped: path.join(packageRoot(), 'scenarios') });
  const budgets = { points: args['max-points'], statements: args['max-statements'] };
  const loaded = loadScenarios(files, checkSettings(chosen.definitions, budgets), io.cwd);
  sayDiagnostics(loaded, args.quiet, io);
  if (hasErrors(loaded)) return EXIT.findings;
  const output = { dir: args.out, cwd: io.cwd, force: args.force };
  checkOutput(
    output,
    loaded.scenarios.map(({ name }) => name),
  );
  const host = { text: (file: string) => textOf(loaded, file) };
  const running = runScenariosApart(loaded.scenarios, chosen.policies, host, chosen.elsewhere);
  const result = await running.finally(chosen.close);
  writeResults(output, result, metaOf(loaded, chosen), runRecord(started, io.cwd, io.argv));
  return show(result, loaded, headline, args, io);
}

function headlineOf(name: string): FigureColumn {
  const headline = headlineNamed(name);
  if (headline === undefined) throw unknownName('headline metric', name, headlineNames());
  return headline;
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

function metaOf({ hashes }: LoadedScenarios, { policies, plugins }: Chosen) {
  return {
    version: packageVersion(),
    policies: policies.map(({ label, definition, options }) => ({ label, id: definition.id, options })),
    inputs: new Map([...hashes, ...plugins]),
  };
}

function show(
  result: RunResult,
  { texts }: LoadedScenarios,
  headline: FigureColumn,
  { format, quiet, color, out }: RunArguments,
  io: Io,
): ExitCode {
  const failures = failuresOf(result, texts);
  if (!quiet) {
    io.out(reportOf(result, failures, { format, headline, style: styleOf(io, color) }));
    io.err(`policy-lab: ${result.cells.length} cells; wrote CSV files and manifest to ${out}\n`);
  }
  const trouble = result.cells.filter(({ status }) => isTrouble(status));
  if (quiet)
    io.err(
      trouble
        .map(({ scenario, policy, status, message }) => `${scenario}: ${policy}: ${status}: ${message}\n`)
        .join(''),
    );
  return failures.length > 0 || trouble.length > 0 ? EXIT.findings : EXIT.fine;
}
