import { summaryOf } from '../../metrics/summary.ts';
import { informationOf } from '../../report/information.ts';
import { informationReport } from '../../report/information-report.ts';
import type { CompareArguments } from '../commands/compare.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';
import { runFiles } from './run-files.ts';

/** Runs scenarios and prints who must be told what, to get how far. */
export async function compare(args: CompareArguments, io: Io): Promise<ExitCode> {
  const ran = await runFiles(args, io);
  if (ran === undefined) return EXIT.findings;
  const summary = summaryOf(ran.result);
  io.out(informationReport(informationOf(summary), args.format, styleOf(io, args.color)));
  return summary.trouble > 0 ? EXIT.findings : EXIT.fine;
}
