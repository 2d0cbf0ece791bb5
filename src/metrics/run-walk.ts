import type { CheckedScenario, ScenarioPoint } from '../language/checked-scenario.ts';
import { buildMachine } from '../machine/machine.ts';
import { expand } from '../plan/expand.ts';
import { type ChosenPolicy, withOptions } from '../policies/chosen-policy.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import { checkExpectations } from './expectations.ts';
import type { CellResult, ExpectationResult, RunResult } from './results.ts';
import { type CellPlan, replayUnder, runCell } from './run-cell.ts';

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

/** Runs one cell of a walk right here. */
export function runHere({ plan, policy, linux }: CellRequest): CellResult {
  return runCell(plan, policy, linux);
}

/**
 * Walks the plan of scenarios × points × seeds × policies (the first is the baseline): asks for one cell after another,
 * takes their results, ends with all of them. Whoever runs the cells decides where, and may stop between two of them.
 */
export function* cellByCell(
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
