import { cellCount, type RunPlan, StepPrediction } from './plan.ts';
import { TrialRunner } from './trial-runner.ts';

/** What a plan will take, about. */
export interface Forecast {
  readonly cells: number;
  readonly trials: number;
  readonly milliseconds: number;
  /** Memory of the whole process at its peak. */
  readonly memoryBytes: number;
  /** Result files, and the finished trials that are kept until those are written. */
  readonly diskBytes: number;
}

/** Where nothing was measured: what a step costs on a machine half as fast as the one of docs/performance.md. */
const NANOSECONDS_A_STEP = 1000;

/** Memory of the program itself, of each thread beside it, and of each region of a cell. */
const PROGRAM_BYTES = 160e6;
const THREAD_BYTES = 210e6;
const REGION_BYTES = 400;

/** Records of one cell in the three tables, and the figures beside them. */
const CELL_BYTES = 1600;

/**
 * Predicts what a plan takes with so many threads (0 and 1: one processor).
 * @param stepNanoseconds - what a step costs here: {@link measuredStep}.
 */
export function forecast(plan: RunPlan, threads: number, stepNanoseconds = NANOSECONDS_A_STEP): Forecast {
  const prediction = new StepPrediction(plan);
  let [steps, most] = [0, 0];
  for (let place = 0; place < plan.trials.count; place++) {
    const own = prediction.of(place);
    steps += own;
    most = Math.max(most, own);
  }
  const cells = cellCount(plan);
  const regions = most / Math.max(1, plan.chosen.policies.length);
  return {
    cells,
    trials: plan.trials.count,
    milliseconds: (steps * stepNanoseconds) / 1e6 / Math.max(1, threads),
    memoryBytes: PROGRAM_BYTES + threads * THREAD_BYTES + Math.max(1, threads) * regions * REGION_BYTES,
    diskBytes: 2 * cells * CELL_BYTES,
  };
}

/** Trials that are run for a measurement, if time is enough for so many. */
const SAMPLES = 16;

/**
 * Runs some trials of a plan, evenly spread, and yields what a step of theirs costs in nanoseconds. The first is run
 * twice, and counts once: it pays for the compilation of everything.
 * @param milliseconds - no trial begins after so long.
 */
export async function measuredStep(plan: RunPlan, milliseconds: number): Promise<number> {
  const { trials, chosen, loaded } = plan;
  const runner = new TrialRunner(trials, chosen, loaded.texts);
  const prediction = new StepPrediction(plan);
  const began = performance.now();
  await runner.run([0]);
  let [steps, spent] = [0, 0];
  const samples = Math.min(SAMPLES, trials.count);
  for (let sample = 0; sample < samples; sample++) {
    const place = Math.floor((sample * trials.count) / samples);
    const from = performance.now();
    if (sample > 0 && from - began > milliseconds) break;
    await runner.run([place]);
    spent += performance.now() - from;
    steps += prediction.of(place);
  }
  return (spent * 1e6) / steps;
}
