import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MANIFEST } from '../../lab/output-folder.ts';
import { sha256 } from '../../lab/read-text.ts';
import type { FinishedRun } from '../../lab/run/execute.ts';
import { visibleLine } from '../../language/render/visible.ts';
import { jsonParts } from '../../report/json.ts';
import { notesOf } from '../../report/notes.ts';
import { reportOf } from '../../report/report.ts';
import type { FigureColumn } from '../../report/scenario-columns.ts';
import type { RunArguments } from '../commands/run.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';

/** SHA-256 of the manifest that was just written. */
function manifestHash(folder: string): string {
  return sha256(readFileSync(path.join(folder, MANIFEST), 'utf8'));
}

/** What of a command line decides how a finished run is shown. */
export type ShowArguments = Pick<RunArguments, 'format' | 'quiet' | 'color' | 'out'>;

/** Prints the report of a finished run, and yields its exit code. */
export function showFinished(
  { summary, failures, cells }: FinishedRun,
  headline: FigureColumn,
  { format, quiet, color, out }: ShowArguments,
  io: Io,
): ExitCode {
  if (quiet) {
    for (const { info, groups } of summary.scenarios) {
      const troubled = groups.filter(({ trouble }) => trouble > 0);
      io.err(
        notesOf(troubled)
          .map((note) => `${visibleLine(`${info.name}: ${note}`)}\n`)
          .join(''),
      );
    }
  } else {
    if (format === 'json') for (const part of jsonParts(summary, cells(), failures)) io.out(part);
    else {
      const manifest = format === 'latex' ? manifestHash(path.resolve(io.cwd, out)) : undefined;
      io.out(reportOf(summary, failures, { format, headline, style: styleOf(io, color), manifest }));
    }
    io.err(`policy-lab: ${summary.cells} cells; wrote CSV files and manifest to ${out}\n`);
  }
  return summary.failed > 0 || summary.trouble > 0 ? EXIT.findings : EXIT.fine;
}
