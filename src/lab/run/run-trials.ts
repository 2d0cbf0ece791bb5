import { setImmediate as turn } from 'node:timers/promises';
import { LabError, systemCode, systemReason } from '../lab-error.ts';
import { batches, batchSteps } from './batches.ts';
import type { Checkpoint } from './checkpoint.ts';
import { nameOf, type RunPlan, type StepPrediction } from './plan.ts';
import type { Pool } from './pool.ts';
import { inShard, type Shard } from './shard.ts';

/** How far a run is. */
export interface Progress {
  readonly cells: number;
  readonly allCells: number;
  /** Share of the predicted work, of what was not done before. */
  readonly work: number;
}

/** What a run of trials is told. */
export interface TrialSettings {
  readonly shard: Shard | undefined;
  /** Ends the run after the batches that are under way. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** Trials that are still to be run, in the plan's order. */
export interface Open {
  readonly places: readonly number[];
  /** Predicted steps of all of them. */
  readonly steps: number;
  /** Trials of the plan (of the shard) in all. */
  readonly all: number;
}

/** What is left to do of a plan. */
export function openTrials(
  { trials }: RunPlan,
  shard: Shard | undefined,
  { journal }: Checkpoint,
  prediction: StepPrediction,
): Open {
  const places: number[] = [];
  let [steps, all] = [0, 0];
  for (let place = 0; place < trials.count; place++) {
    if (shard !== undefined && !inShard(nameOf(trials.at(place)), shard)) continue;
    all++;
    if (journal.has(place)) continue;
    places.push(place);
    steps += prediction.of(place);
  }
  return { places, steps, all };
}

/**
 * Runs what is left of a plan and keeps every finished trial; false where the signal ended it early.
 * @throws LabError where the disk is full or a worker dies; finished trials are kept all the same.
 */
export async function runTrials(
  plan: RunPlan,
  open: Open,
  prediction: StepPrediction,
  { journal }: Checkpoint,
  pool: Pool,
  { signal, progress }: TrialSettings,
): Promise<boolean> {
  const policies = plan.chosen.policies.length;
  const before = open.all - open.places.length;
  const queue = batches(open.places, (place) => prediction.of(place), batchSteps(open.steps));
  let [done, doneSteps] = [before, 0];
  const tell = () => {
    const work = open.steps === 0 ? 1 : doneSteps / open.steps;
    progress({ cells: done * policies, allCells: open.all * policies, work });
  };
  const worker = async () => {
    for (let next = take(); next !== undefined; next = take()) {
      const records = await pool.run(next);
      keep(journal, records);
      done += next.length;
      doneSteps += next.reduce((sum, place) => sum + prediction.of(place), 0);
      tell();
    }
  };
  let failed = false;
  const take = (): readonly number[] | undefined => {
    if (signal.aborted || failed) return undefined;
    const { done: over, value } = queue.next();
    return over ? undefined : value;
  };
  tell();
  // One batch more than there are threads waits in line, so that none is idle while a record is written.
  const lines = pool.width === 1 ? 1 : pool.width + 1;
  const ended = await Promise.allSettled(
    Array.from({ length: lines }, () =>
      worker().catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  await turn();
  const failure = ended.find((each) => each.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return !signal.aborted;
}

function keep(journal: Checkpoint['journal'], records: Uint8Array): void {
  try {
    journal.append(records);
  } catch (error) {
    const code = systemCode(error);
    if (code === '') throw error;
    throw new LabError(
      code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'output-unwritable',
      `cannot keep finished trials: ${systemReason(error)}`,
      'those before are kept; make room and go on with --resume',
    );
  }
}
