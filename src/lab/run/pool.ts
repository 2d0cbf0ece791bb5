import os from 'node:os';
import { setFlagsFromString } from 'node:v8';
import type Tinypool from 'tinypool';
import { LabError } from '../lab-error.ts';
import type { RunPlan } from './plan.ts';
import { threadFile } from './thread-file.ts';
import { TrialRunner } from './trial-runner.ts';
import type { WorkerData } from './worker.ts';

/** Where trials are run. */
export interface Pool {
  /** Batches that it can work on at the same time. */
  readonly width: number;
  /** The records of some trials. @throws LabError where a worker died of them. */
  run(places: readonly number[]): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** This thread as a pool: for plans that are over before another thread would have started. */
export function poolHere({ trials, chosen, loaded }: RunPlan): Pool {
  const runner = new TrialRunner(trials, chosen, loaded.texts);
  return {
    width: 1,
    run: async (places) => {
      const records = await runner.run(places);
      // Lets signals and timers have their turn between batches.
      await new Promise((resolve) => setImmediate(resolve));
      return records;
    },
    close: async () => undefined,
  };
}

/**
 * Room for young objects in each thread, from the start: it would grow only where many survive, and few do. The trials
 * of some collections that fit in it die before they are moved to the old objects. Those are then collected some times
 * in a long run and not every second, which costs more than the collection: with every one, compiled code goes whose
 * objects or functions are all dead at that moment, and is compiled again.
 */
const SEMI_SPACE_MEBIBYTES = 64;

/** V8's young generation: two halves and as much again beside them. */
const YOUNG_MEBIBYTES = 3 * SEMI_SPACE_MEBIBYTES;

/**
 * V8's settings where threads fill the processors. A collector with helpers of its own is quicker only where a
 * processor is left for them. So is a compiler that begins early: it works beside the thread, and compiles again
 * whatever it compiled before all kinds of objects had come by; a later begin saves most of that.
 */
const NO_PROCESSOR_LEFT = ['--no-parallel-scavenge', '--interrupt-budget=400000'];

/** Worker threads, so many. */
export async function poolOfThreads(plan: RunPlan, workers: number): Promise<Pool> {
  const { loaded, policyArguments, cwd } = plan;
  const { default: Pool } = await import('tinypool');
  const workerData: WorkerData = {
    scenarios: loaded.scenarios,
    texts: loaded.texts,
    policyArguments,
    cwd,
  };
  setFlagsFromString(`--min-semi-space-size=${SEMI_SPACE_MEBIBYTES}`);
  if (workers >= os.availableParallelism()) for (const flag of NO_PROCESSOR_LEFT) setFlagsFromString(flag);
  const threads = new Pool({
    filename: threadFile('run-worker.js', './worker.ts'),
    ...{ minThreads: workers, maxThreads: workers, workerData },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES },
  });
  return {
    width: workers,
    run: (places) => runTwice(threads, places, plan),
    close: () => threads.destroy(),
  };
}

/** A thread may die of something that does not come again; one that dies twice of the same trials will do so always. */
async function runTwice(threads: Tinypool, places: readonly number[], plan: RunPlan): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await threads.run(places)) as Uint8Array;
    } catch (error) {
      const { name, message } = error as Error;
      if (name === 'AbortError' || !isDeath(error)) throw error;
      if (attempt < 2) continue;
      const { scenario, point, seed } = plan.trials.at(places[0]!);
      const where = [`"${scenario.name}"`, point.label, seed === null ? '' : `seed ${seed}`];
      throw new LabError(
        'worker-died',
        `a worker thread died twice, in ${where.filter((part) => part !== '').join(', ')} or the next ${places.length - 1} trials: ${message}`,
        'use fewer --workers if memory is short; finished trials are kept: go on with --resume',
      );
    }
  }
}

/** Whether an error is a thread's end rather than an exception in it. */
function isDeath(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : '';
  return code.startsWith('ERR_WORKER') || /Terminating worker|Worker (exited|terminated)/i.test(message);
}
