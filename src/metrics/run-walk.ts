import type { CheckedScenario, ScenarioPoint } from '../language/checked-scenario.ts';
import { buildMachine, type Machine } from '../machine/machine.ts';
import type { MachineSettings } from '../machine/settings.ts';
import { expand } from '../plan/expand.ts';
import { type Trial, Trials } from '../plan/trials.ts';
import { type ChosenPolicy, withOptions } from '../policies/chosen-policy.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import { checkExpectations } from './expectations.ts';
import type { CellResult, ExpectationResult, PolicyInfo, RunResult, ScenarioInfo } from './results.ts';
import { type CellPlan, replayUnder, runCell } from './run-cell.ts';

/** What running needs from outside: the text of maps files, by the path that the scenario names. */
export interface RunHost {
  text(path: string): string;
}

/** One cell that is to be run. `linux` is the baseline's outcome of the same trial. */
export interface CellRequest {
  readonly plan: CellPlan;
  readonly policy: ChosenPolicy;
  readonly linux: CellOutcome;
}

/** The cells of one trial, one a policy in their order, and what its expectations came to. */
export interface TrialResult {
  readonly cells: readonly CellResult[];
  readonly expectations: readonly ExpectationResult[];
}

/** Runs one cell of a walk right here. */
export function runHere({ plan, policy, linux }: CellRequest): CellResult {
  return runCell(plan, policy, linux);
}

/**
 * Walks one trial: asks for one cell after another (the first policy is the baseline), takes their results, ends with
 * all of them. Whoever runs the cells decides where, and may stop between two of them.
 */
export function* trialCells(
  { scenario, point, seed }: Trial<ScenarioPoint, CheckedScenario>,
  policies: readonly ChosenPolicy[],
  host: RunHost,
): Generator<CellRequest, TrialResult, CellResult> {
  const cells: CellResult[] = [];
  const expectations: ExpectationResult[] = [];
  const plan = planOf(scenario, point, seed, host);
  const linux = replayUnder(plan, policies[0]!);
  for (const policy of policies) {
    const chosen = withOptions(policy, point.policyOptions[policy.definition.id]);
    const cell = yield { plan, policy: chosen, linux };
    cells.push(cell);
    expectations.push(...checkExpectations(scenario, point, cell, policy));
  }
  return { cells, expectations };
}

/** Walks all trials of scenarios in the plan's order, as {@link trialCells} does one, and keeps every cell. */
export function* cellByCell(
  scenarios: readonly CheckedScenario[],
  policies: readonly ChosenPolicy[],
  host: RunHost,
): Generator<CellRequest, RunResult, CellResult> {
  const cells: CellResult[] = [];
  const expectations: ExpectationResult[] = [];
  const trials = new Trials<ScenarioPoint, CheckedScenario>(scenarios);
  for (let place = 0; place < trials.count; place++) {
    const result = yield* trialCells(trials.at(place), policies, host);
    cells.push(...result.cells);
    expectations.push(...result.expectations);
  }
  return { scenarios: scenarioInfos(scenarios), policies: policyInfos(policies), cells, expectations };
}

/** What results say of scenarios. */
export function scenarioInfos(scenarios: readonly CheckedScenario[]): readonly ScenarioInfo[] {
  return scenarios.map(({ name, file, comment, points, seeds, headline }) => ({
    name,
    file,
    comment,
    machine: [...new Set(points.map(({ machineName }) => machineName))].join(', '),
    points: points.map(({ label }) => label),
    seeds,
    ...(headline === undefined ? {} : { headline }),
  }));
}

/** What results say of policies. */
export function policyInfos(policies: readonly ChosenPolicy[]): readonly PolicyInfo[] {
  return policies.map(({ label, definition, needs }) => ({
    label,
    id: definition.id,
    needs,
    toldBy: definition.toldBy,
    source: definition.source,
  }));
}

/** The plan of one scenario at one point with one seed. */
export function planOf(
  scenario: CheckedScenario,
  point: ScenarioPoint,
  seed: number | null,
  host: RunHost,
): CellPlan {
  const machine = machineOf(point.machine);
  const program = expand({ scenario, point, machine, seed: seed ?? 0, text: (path) => host.text(path) });
  return { scenario: scenario.name, seed, point, machine, program };
}

/** Machines by their settings, which all seeds of a point share: what is known of one holds for the next. */
const MACHINES = new WeakMap<MachineSettings, Machine>();

function machineOf(settings: MachineSettings): Machine {
  const known = MACHINES.get(settings);
  if (known) return known;
  const { machine, problems } = buildMachine(settings);
  if (!machine) throw new Error(problems.map(({ message }) => message).join('; '));
  MACHINES.set(settings, machine);
  return machine;
}
