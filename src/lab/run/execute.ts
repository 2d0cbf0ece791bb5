import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CellResult } from '../../metrics/results.ts';
import type { Kept } from '../../metrics/summary.ts';
import { statisticsCsv } from '../../report/statistics-csv.ts';
import type { RunRecord } from '../run-record.ts';
import { checkOutput, type OutputChoice, writeResults } from '../write-results.ts';
import { type Checkpoint, type Leftover, openCheckpoint } from './checkpoint.ts';
import { Collection, type Summed } from './collect.ts';
import { type RunPlan, StepPrediction } from './plan.ts';
import { type PlanIdentity, planFile } from './plan-identity.ts';
import { poolHere, poolOfThreads } from './pool.ts';
import { type Open, openTrials, type Progress, runTrials } from './run-trials.ts';
import type { Shard } from './shard.ts';

/** How a plan is to be run. */
export interface RunChoice {
  /** Where results go; undefined: nowhere, only the summary is wanted. */
  readonly output: OutputChoice | undefined;
  /** Threads; undefined: as many as the machine has processors, or none where the run is short. */
  readonly workers: number | undefined;
  readonly leftover: Leftover;
  /** Only this part of the plan; its trials stay in the output folder for `merge`. */
  readonly shard: Shard | undefined;
  /** Figures of which reports need every value. */
  readonly kept: Kept;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  readonly record: () => RunRecord;
}

/** How a run ended. */
export type Ended =
  /** Stopped by the signal: finished cells are kept in the folder. */
  | { readonly how: 'stopped'; readonly folder: string; readonly cells: number; readonly allCells: number }
  /** A shard is finished: its cells are in the folder. */
  | { readonly how: 'shard'; readonly folder: string; readonly cells: number }
  | ({ readonly how: 'finished' } & FinishedRun);

/** A run with all its results. */
export interface FinishedRun extends Summed {
  /** Every cell with its rows, until `close`. */
  cells(): Iterable<CellResult>;
  /** Removes what was kept for `cells`. */
  close(): Promise<void>;
}

/** What the folder of an unfinished run is called, after the folder that its results go to. */
const UNFINISHED = '.partial';

/** Below this many steps, a run is over before another thread has started. */
const STEPS_WORTH_A_THREAD = 400_000;

/**
 * Runs a plan: finished trials are kept as they come, and results written when all are there.
 * @throws LabError
 */
export async function execute(plan: RunPlan, choice: RunChoice): Promise<Ended> {
  const { output, shard, leftover } = choice;
  if (output !== undefined && shard === undefined) {
    checkOutput(
      output,
      plan.identity.scenarios.map(({ name }) => name),
    );
  }
  const { folder, shown } = checkpointFolder(choice);
  const checkpoint = openCheckpoint(folder, shown, planFile(plan.identity, shard), leftover);
  try {
    const prediction = new StepPrediction(plan);
    const open = openTrials(plan, shard, checkpoint, prediction);
    const finished = await runOpen(plan, open, prediction, checkpoint, choice);
    const policies = plan.chosen.policies.length;
    if (finished && shard === undefined) return await finish(plan, checkpoint, choice);
    await checkpoint.journal.flush();
    await checkpoint.close();
    const cells = checkpoint.journal.held * policies;
    return finished
      ? { how: 'shard', folder: shown, cells }
      : { how: 'stopped', folder: shown, cells, allCells: open.all * policies };
  } catch (error) {
    await checkpoint.close().catch(() => undefined);
    throw error;
  }
}

function checkpointFolder({ output, shard }: RunChoice): { folder: string; shown: string } {
  if (output === undefined) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-run-'));
    return { folder, shown: folder };
  }
  const shown = shard === undefined ? `${output.dir.replace(/\/+$/, '')}${UNFINISHED}` : output.dir;
  const place = path.resolve(output.cwd, output.dir);
  return { folder: shard === undefined ? place + UNFINISHED : place, shown };
}

async function runOpen(
  plan: RunPlan,
  open: Open,
  prediction: StepPrediction,
  checkpoint: Checkpoint,
  { workers, shard, signal, progress }: RunChoice,
): Promise<boolean> {
  const threads = workers ?? (open.steps < STEPS_WORTH_A_THREAD ? 0 : os.availableParallelism());
  const pool = threads === 0 ? poolHere(plan) : await poolOfThreads(plan, threads);
  try {
    return await runTrials(plan, open, prediction, checkpoint, pool, { shard, signal, progress });
  } finally {
    await pool.close();
  }
}

async function finish(
  { identity }: RunPlan,
  checkpoint: Checkpoint,
  { output, kept, record }: RunChoice,
): Promise<Ended> {
  const collection = new Collection(identity, [checkpoint.journal]);
  const summed = written(collection, { plan: identity, missing: 0, output, kept, record });
  return {
    how: 'finished',
    ...summed,
    cells: () => collection.cells(),
    close: () => checkpoint.remove(),
  };
}

/** What the results of a collection are written with. */
export interface WriteChoice extends Pick<RunChoice, 'output' | 'kept' | 'record'> {
  readonly plan: PlanIdentity;
  readonly missing: number;
}

/** Writes the results of a collection, if there is a place for them, and yields what they came to. */
export function written(
  collection: Collection,
  { plan, missing, output, kept, record }: WriteChoice,
): Summed {
  let summed: Summed | undefined;
  const all = () => {
    if (summed === undefined) throw new Error('the pieces were not read to their end');
    return summed;
  };
  const pieces = collection.pieces(kept, (result) => {
    summed = result;
  });
  if (output === undefined) for (const _ of pieces);
  else {
    const statistics = () => statisticsCsv(all().summary);
    writeResults(output, { plan, missing, pieces, statistics, record });
  }
  return all();
}
