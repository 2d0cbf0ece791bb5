import { cellCount, type RunPlan, StepPrediction } from './plan.ts';

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

/** Measured over the shipped scenarios and long churns; docs/running.md says how. A step costs this much. */
const NANOSECONDS_A_STEP = 2500;

/** Memory of the program itself, of each thread beside it, and of each region of a cell. */
const PROGRAM_BYTES = 160e6;
const THREAD_BYTES = 110e6;
const REGION_BYTES = 400;

/** Records of one cell in the three tables, and the figures beside them. */
const CELL_BYTES = 1600;

/** Predicts what a plan takes with so many threads (0 and 1: one processor). */
export function forecast(plan: RunPlan, threads: number): Forecast {
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
    milliseconds: (steps * NANOSECONDS_A_STEP) / 1e6 / Math.max(1, threads),
    memoryBytes: PROGRAM_BYTES + threads * THREAD_BYTES + Math.max(1, threads) * regions * REGION_BYTES,
    diskBytes: 2 * cells * CELL_BYTES,
  };
}
