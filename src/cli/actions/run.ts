import { type Ended, execute } from '../../lab/run/execute.ts';
import type { RunPlan } from '../../lab/run/plan.ts';
import { parseShard, type Shard } from '../../lab/run/shard.ts';
import { runRecord } from '../../lab/run-record.ts';
import type { FigureColumn } from '../../report/scenario-columns.ts';
import { keptFor } from '../../report/tables.ts';
import type { RunArguments } from '../commands/run.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { progressOf } from '../progress.ts';
import { UsageError } from '../usage-error.ts';
import { headlineOf } from './headline.ts';
import { refuseLargePlan } from './plan.ts';
import { showFinished } from './show-run.ts';
import { stoppable } from './stoppable.ts';
import { withPlan } from './with-plan.ts';

/** Runs scenarios: writes the results, then prints the report. Nothing is written where a scenario has an error. */
export async function run(args: RunArguments, io: Io): Promise<ExitCode> {
  const started = new Date();
  const headline = headlineOf(args.headline);
  const shard = shardOf(args.shard);
  const code = await withPlan(args, io, async (plan) => {
    refuseLargePlan(plan, args['max-cells']);
    return await show(await executed(plan, started, headline, shard, args, io), headline, args, io);
  });
  return code ?? EXIT.findings;
}

function executed(
  plan: RunPlan,
  started: Date,
  headline: FigureColumn,
  shard: Shard | undefined,
  args: RunArguments,
  io: Io,
): Promise<Ended> {
  return stoppable(async (signal) => {
    const progress = progressOf(io, args.quiet);
    try {
      return await execute(plan, {
        output: { dir: args.out, cwd: io.cwd, force: args.force },
        workers: args.workers,
        leftover: args.restart ? 'restart' : args.resume ? 'resume' : 'refuse',
        kept: keptFor(headline),
        record: () => runRecord(started, io.cwd, io.argv),
        progress: progress.tell,
        ...{ shard, signal },
      });
    } finally {
      progress.end();
    }
  });
}

function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new UsageError(
    `'--shard' cannot be ${text}`,
    "write it as INDEX/OF: '--shard 2/7' is the second of seven",
  );
}

async function show(ended: Ended, headline: FigureColumn, args: RunArguments, io: Io): Promise<ExitCode> {
  if (ended.how === 'stopped') {
    io.err(
      `policy-lab: stopped; ${ended.cells} of ${ended.allCells} cells are kept in ${ended.folder}: go on with --resume\n`,
    );
    return EXIT.findings;
  }
  if (ended.how === 'shard') {
    if (!args.quiet)
      io.err(`policy-lab: ${ended.cells} cells of shard ${args.shard} are in ${ended.folder}\n`);
    return EXIT.fine;
  }
  try {
    return showFinished(ended, headline, args, io);
  } finally {
    await ended.close();
  }
}
