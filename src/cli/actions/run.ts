import type { LoadedScenarios } from '../../lab/load-scenarios.ts';
import { packageVersion } from '../../lab/package-root.ts';
import { runRecord } from '../../lab/run-record.ts';
import { checkOutput, writeResults } from '../../lab/write-results.ts';
import type { RunResult } from '../../metrics/results.ts';
import { summaryOf } from '../../metrics/summary.ts';
import { isTrouble } from '../../replay/status.ts';
import { failuresOf } from '../../report/expectations.ts';
import { headlineNamed, headlineNames } from '../../report/headline.ts';
import { jsonParts } from '../../report/json.ts';
import { keptFor, reportOf } from '../../report/report.ts';
import type { FigureColumn } from '../../report/scenario-columns.ts';
import type { RunArguments } from '../commands/run.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';
import { unknownName } from '../usage-error.ts';
import type { Chosen } from './choose-policies.ts';
import { runFiles } from './run-files.ts';

/** Runs scenarios: writes the results, then prints the report. Nothing is written where a scenario has an error. */
export async function run(args: RunArguments, io: Io): Promise<ExitCode> {
  const started = new Date();
  const headline = headlineOf(args.headline);
  const output = { dir: args.out, cwd: io.cwd, force: args.force };
  const ran = await runFiles(args, io, ({ scenarios }) =>
    checkOutput(
      output,
      scenarios.map(({ name }) => name),
    ),
  );
  if (ran === undefined) return EXIT.findings;
  const { chosen, loaded, result } = ran;
  writeResults(output, result, metaOf(loaded, chosen), runRecord(started, io.cwd, io.argv));
  return show(result, loaded, headline, args, io);
}

function headlineOf(name: string): FigureColumn {
  const headline = headlineNamed(name);
  if (headline === undefined) throw unknownName('headline metric', name, headlineNames());
  return headline;
}

function metaOf({ hashes }: LoadedScenarios, { policies, plugins, hashes: sources }: Chosen) {
  return {
    version: packageVersion(),
    policies: policies.map(({ label, definition, options }) => {
      const sha256 = sources.get(definition.id);
      return { label, id: definition.id, options, ...(sha256 === undefined ? {} : { sha256 }) };
    }),
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
  const summary = summaryOf(result, keptFor(headline));
  const failures = failuresOf(summary.failures, texts);
  if (!quiet) {
    if (format === 'json') for (const part of jsonParts(summary, result.cells, failures)) io.out(part);
    else io.out(reportOf(summary, failures, { format, headline, style: styleOf(io, color) }));
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
