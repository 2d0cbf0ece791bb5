import type { CheckedScenario } from '../language/checked-scenario.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import type { CellResult, RunResult } from './results.ts';
import { type CellRequest, cellByCell, type RunHost, runHere } from './run-walk.ts';

/** Runs scenarios under policies right here; the first policy is the baseline. Cells come in the plan's order. */
export function runScenarios(
  scenarios: readonly CheckedScenario[],
  policies: readonly ChosenPolicy[],
  host: RunHost,
): RunResult {
  const walk = cellByCell(scenarios, policies, host);
  for (let step = walk.next(); ; ) {
    if (step.done) return step.value;
    step = walk.next(runHere(step.value));
  }
}

/** Takes a walk to its end, with cells that `elsewhere` takes run there; it answers undefined for the rest. */
export async function walkApart<Result>(
  walk: Generator<CellRequest, Result, CellResult>,
  elsewhere: (request: CellRequest) => Promise<CellResult> | undefined,
): Promise<Result> {
  for (let step = walk.next(); ; ) {
    if (step.done) return step.value;
    step = walk.next(await (elsewhere(step.value) ?? runHere(step.value)));
  }
}
