import { isTrouble } from '../../report/cells.ts';
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
  io.out(informationReport(informationOf(ran.result), args.format, styleOf(io, args.color)));
  return ran.result.cells.some(({ status }) => isTrouble(status)) ? EXIT.findings : EXIT.fine;
}
