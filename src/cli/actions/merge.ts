import { merge } from '../../lab/run/merge.ts';
import { runRecord } from '../../lab/run-record.ts';
import { keptFor } from '../../report/tables.ts';
import type { MergeArguments } from '../commands/merge.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { headlineOf } from './headline.ts';
import { showFinished } from './show-run.ts';

/** Puts shards together: writes the results, then prints the report. */
export async function mergeShards(args: MergeArguments, io: Io): Promise<ExitCode> {
  const started = new Date();
  const headline = headlineOf(args.headline);
  const merged = await merge({
    folders: args.folders,
    output: { dir: args.out, cwd: io.cwd, force: args.force },
    partial: args.partial,
    kept: keptFor(headline),
    record: () => runRecord(started, io.cwd, io.argv),
  });
  try {
    const code = showFinished(merged, headline, args, io);
    if (merged.missing === 0) return code;
    io.err(`policy-lab: ${merged.missing} trials of the plan are missing\n`);
    return EXIT.findings;
  } finally {
    await merged.close();
  }
}
