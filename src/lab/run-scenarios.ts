import type { CheckedScenario } from '../language/checked-scenario.ts';
import type { CellResult, RunResult } from '../metrics/results.ts';
import { type CellRequest, cellByCell, type RunHost, runHere } from '../metrics/run-walk.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';

/** Runs scenarios under policies in this process; the first policy is the baseline. Cells come in the plan's order. */
export function runScenarios(
  scenarios: readonly CheckedScenario[],
  policies: readonly ChosenPolicy[],
  host: RunHost,
): RunResult {
  const run = cellByCell(scenarios, policies, host);
  for (let step = run.next(); ; ) {
    if (step.done) return step.value;
    step = run.next(runHere(step.value));
  }
}

/** The same, with cells that `elsewhere` takes run in other processes; it answers undefined for the rest. */
export async function runScenariosApart(
  scenarios: readonly CheckedScenario[],
  policies: readonly ChosenPolicy[],
  host: RunHost,
  elsewhere: (request: CellRequest) => Promise<CellResult> | undefined,
): Promise<RunResult> {
  const run = cellByCell(scenarios, policies, host);
  for (let step = run.next(); ; ) {
    if (step.done) return step.value;
    step = run.next(await (elsewhere(step.value) ?? runHere(step.value)));
  }
}
