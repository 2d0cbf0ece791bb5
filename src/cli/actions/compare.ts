import { execute } from '../../lab/run/execute.ts';
import { runRecord } from '../../lab/run-record.ts';
import { informationOf } from '../../report/information.ts';
import { informationReport } from '../../report/information-report.ts';
import type { CompareArguments } from '../commands/compare.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';
import { progressOf } from '../progress.ts';
import { stoppable } from './stoppable.ts';
import { withPlan } from './with-plan.ts';

/** Runs scenarios and prints who must be told what, to get how far. */
export async function compare(args: CompareArguments, io: Io): Promise<ExitCode> {
  const started = new Date();
  const progress = progressOf(io, args.quiet);
  const ended = await withPlan(args, io, (plan) =>
    stoppable((signal) =>
      execute(plan, {
        output: undefined,
        workers: undefined,
        leftover: 'refuse',
        shard: undefined,
        kept: () => [],
        record: () => runRecord(started, io.cwd, io.argv),
        progress: progress.tell,
        signal,
      }),
    ),
  );
  progress.end();
  if (ended?.how !== 'finished') return EXIT.findings;
  await ended.close();
  io.out(informationReport(informationOf(ended.summary), args.format, styleOf(io, args.color)));
  return ended.summary.trouble > 0 ? EXIT.findings : EXIT.fine;
}
