import type { CheckedScenario, ScenarioPoint } from '../language/checked-scenario.ts';
import { buildMachine } from '../machine/machine.ts';
import { checkExpectations } from '../metrics/expectations.ts';
import type { CellResult, ExpectationResult, RunResult } from '../metrics/results.ts';
import { type CellPlan, replayUnder, runCell } from '../metrics/run-cell.ts';
import { expand } from '../plan/expand.ts';
import { type ChosenPolicy, withOptions } from '../policies/chosen-policy.ts';
import type { CellOutcome } from '../replay/outcome.ts';

/** What running needs from outside: the text of maps files, by the path that the scenario names. */
export interface RunHost {
  text(path: string): string;
}

/** One cell that is to be run. `linux` is the baseline's outcome of the same plan. */
export interface CellRequest {
  readonly plan: CellPlan;
  readonly policy: ChosenPolicy;
  readonly linux: CellOutcome;
}

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

function runHere({ plan, policy, linux }: CellRequest): CellResult {
  return runCell(plan, policy, linux);
}

/** Walks the plan: asks for one cell after another, takes their results, ends with all of them. */
function* cellByCell(
  scenarios: readonly CheckedScenario[],
  policies: readonly ChosenPolicy[],
  host: RunHost,
): Generator<CellRequest, RunResult, CellResult> {
  const cells: CellResult[] = [];
  const expectations: ExpectationResult[] = [];
  for (const scenario of scenarios) {
    for (const plan of plansOf(scenario, host)) {
      const linux = replayUnder(plan, policies[0]!);
      for (const policy of policies) {
        const chosen = withOptions(policy, plan.point.policyOptions[policy.definition.id]);
        const cell = yield { plan, policy: chosen, linux };
        cells.push(cell);
        expectations.push(...checkExpectations(scenario, plan.point, cell, policy));
      }
    }
  }
  return { ...described(scenarios, policies), cells, expectations };
}

function* plansOf(scenario: CheckedScenario, host: RunHost): Generator<CellPlan> {
  for (const point of scenario.points) {
    for (const seed of scenario.seeds.length === 0 ? [null] : scenario.seeds) {
      yield planOf(scenario, point, seed, host);
    }
  }
}

function described(scenarios: readonly CheckedScenario[], policies: readonly ChosenPolicy[]) {
  return {
    scenarios: scenarios.map(({ name, file, comment, points, seeds, headline }) => ({
      name,
      file,
      comment,
      machine: [...new Set(points.map(({ machineName }) => machineName))].join(', '),
      points: points.map(({ label }) => label),
      seeds,
      ...(headline === undefined ? {} : { headline }),
    })),
    policies: policies.map(({ label, definition, needs }) => ({
      label,
      id: definition.id,
      needs,
      toldBy: definition.toldBy,
      source: definition.source,
    })),
  };
}

/** The plan of one scenario at one point with one seed. */
export function planOf(
  scenario: CheckedScenario,
  point: ScenarioPoint,
  seed: number | null,
  host: RunHost,
): CellPlan {
  const { machine, problems } = buildMachine(point.machine);
  if (!machine) throw new Error(problems.map(({ message }) => message).join('; '));
  const program = expand({ scenario, point, machine, seed: seed ?? 0, text: (path) => host.text(path) });
  return { scenario: scenario.name, seed, point, machine, program };
}
