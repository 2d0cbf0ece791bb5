import type { CheckedScenario, ScenarioPoint } from '../language/checked-scenario.ts';
import { buildMachine } from '../machine/machine.ts';
import { checkExpectations } from '../metrics/expectations.ts';
import type { CellResult, ExpectationResult, RunResult } from '../metrics/results.ts';
import { type CellPlan, replayUnder, runCell } from '../metrics/run-cell.ts';
import { expand } from '../plan/expand.ts';
import { type ChosenPolicy, withOptions } from '../policies/chosen-policy.ts';

/** What running needs from outside: the text of maps files, by the path that the scenario names. */
export interface RunHost {
  text(path: string): string;
}

/** Runs scenarios under policies; the first policy is the baseline. Cells come in the plan's order. */
export function runScenarios(
  scenarios: readonly CheckedScenario[],
  policies: readonly ChosenPolicy[],
  host: RunHost,
): RunResult {
  const cells: CellResult[] = [];
  const expectations: ExpectationResult[] = [];
  for (const scenario of scenarios) {
    for (const point of scenario.points) {
      for (const seed of scenario.seeds.length === 0 ? [null] : scenario.seeds) {
        runPlan(scenario, planOf(scenario, point, seed, host), policies, cells, expectations);
      }
    }
  }
  return {
    scenarios: scenarios.map(({ name, file, comment, points, seeds }) => ({
      name,
      file,
      comment,
      machine: [...new Set(points.map(({ machineName }) => machineName))].join(', '),
      points: points.map(({ label }) => label),
      seeds,
    })),
    policies: policies.map(({ label, definition, needs }) => ({
      label,
      id: definition.id,
      needs,
      source: definition.source,
    })),
    cells,
    expectations,
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

function runPlan(
  scenario: CheckedScenario,
  plan: CellPlan,
  policies: readonly ChosenPolicy[],
  cells: CellResult[],
  expectations: ExpectationResult[],
): void {
  const linux = replayUnder(plan, policies[0]!);
  for (const policy of policies) {
    const chosen = withOptions(policy, plan.point.policyOptions[policy.definition.id]);
    const cell = runCell(plan, chosen, linux);
    cells.push(cell);
    expectations.push(...checkExpectations(scenario, plan.point, cell, policy.definition.id));
  }
}
