import type { CheckedScenario, ScenarioPoint } from '../../language/checked-scenario.ts';
import { policyInfos, scenarioInfos } from '../../metrics/run-walk.ts';
import { predictedSteps } from '../../plan/predicted-steps.ts';
import { GENERATOR } from '../../plan/random.ts';
import { type Trial, Trials } from '../../plan/trials.ts';
import type { Chosen, PolicyArguments } from '../../plugins/choose-policies.ts';
import type { LoadedScenarios } from '../load-scenarios.ts';
import { hashed } from '../manifest.ts';
import { packageVersion } from '../package-root.ts';
import type { PlanIdentity } from './plan-identity.ts';
import type { TrialName } from './trial-record.ts';

/** The trials of a plan with all that running them takes. */
export type PlannedTrials = Trials<ScenarioPoint, CheckedScenario>;

/** Everything that a run is to do. */
export interface RunPlan {
  readonly loaded: LoadedScenarios;
  readonly chosen: Chosen;
  /** How the policies were asked for: what another thread needs to choose them again. */
  readonly policyArguments: PolicyArguments;
  readonly cwd: string;
  readonly trials: PlannedTrials;
  readonly identity: PlanIdentity;
}

/** Puts a plan together from what was loaded and chosen. */
export function runPlan(
  loaded: LoadedScenarios,
  chosen: Chosen,
  policyArguments: PolicyArguments,
  cwd: string,
): RunPlan {
  const trials: PlannedTrials = new Trials(loaded.scenarios);
  return { loaded, chosen, policyArguments, cwd, trials, identity: identityOf(loaded, chosen) };
}

/** What a planned trial is called. */
export function nameOf({ scenario, point, seed }: Trial<ScenarioPoint, CheckedScenario>): TrialName {
  return { scenario: scenario.name, point: point.label, seed };
}

/** Cells of a plan: trials × policies. */
export function cellCount({ trials, chosen }: RunPlan): number {
  return trials.count * chosen.policies.length;
}

/** The text of a maps file. Texts that the checker has asked for are all there: nothing is read while cells run. */
export function textOf(texts: ReadonlyMap<string, string>, file: string): string {
  const text = texts.get(file);
  if (text === undefined) throw new Error(`the text of '${file}' was never read`);
  return text;
}

/** Predicts how many steps the trials of a plan take, each under all policies. */
export class StepPrediction {
  readonly #plan: RunPlan;
  readonly #known = new Map<object, number>();

  constructor(plan: RunPlan) {
    this.#plan = plan;
  }

  /** Steps of one trial; a step of its own for each cell, so that none is free. */
  of(place: number): number {
    const { trials, loaded, chosen } = this.#plan;
    const { scenario, point } = trials.at(place);
    let steps = this.#known.get(point);
    if (steps === undefined) {
      const length = (file: string) => loaded.texts.get(file)?.length ?? 0;
      steps = (CELL_STEPS + predictedSteps(scenario, point, length)) * chosen.policies.length;
      this.#known.set(point, steps);
    }
    return steps;
  }
}

/** What a cell costs besides its steps, in steps: measuring, and writing its rows. Measured: docs/performance.md. */
const CELL_STEPS = 100;

function identityOf({ scenarios, hashes }: LoadedScenarios, chosen: Chosen): PlanIdentity {
  const { policies, plugins, hashes: sources } = chosen;
  return {
    version: packageVersion(),
    generator: GENERATOR,
    scenarios: scenarioInfos(scenarios),
    policies: policyInfos(policies),
    settled: policies.map(({ label, definition, options }) => {
      const sha256 = sources.get(definition.id);
      return { label, id: definition.id, options, ...(sha256 === undefined ? {} : { sha256 }) };
    }),
    inputs: hashed(new Map([...hashes, ...plugins])),
  };
}
