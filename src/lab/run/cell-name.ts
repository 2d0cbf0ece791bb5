import { createHash } from 'node:crypto';
import type { CheckedScenario, ScenarioPoint } from '../../language/checked-scenario.ts';
import { type ChosenPolicy, withOptions } from '../../policies/chosen-policy.ts';
import type { RunPlan } from './plan.ts';

/** A cell by what it is made of. */
export interface NamedCell {
  /** Sixteen hexadecimal digits: the same for the same content, wherever the scenario's file lies. */
  readonly name: string;
  readonly scenario: string;
  readonly point: string;
  readonly seed: number | null;
  readonly policy: string;
}

const DIGITS = 16;

/**
 * Names of all cells of a plan, in its order. A name depends on the scenario's content at its point (not on comments,
 * places or file names), on the maps files that it reads, the seed, the policy with its options and source, and the
 * version of policy-lab: so a cell keeps its name as long as its result must stay the same.
 */
export function* namedCells(plan: RunPlan): Generator<NamedCell> {
  const { trials, chosen } = plan;
  const contents = new Map<ScenarioPoint, string>();
  for (let place = 0; place < trials.count; place++) {
    const { scenario, point, seed } = trials.at(place);
    let content = contents.get(point);
    if (content === undefined) {
      content = contentOf(scenario, point, plan);
      contents.set(point, content);
    }
    for (const policy of chosen.policies) {
      const settled = withOptions(policy, point.policyOptions[policy.definition.id]);
      const name = digest([plan.identity.version, content, seed, policyOf(settled, plan)]).slice(0, DIGITS);
      yield { name, scenario: scenario.name, point: point.label, seed, policy: settled.label };
    }
  }
}

function contentOf(scenario: CheckedScenario, point: ScenarioPoint, { loaded }: RunPlan): string {
  const { name, occupancy, body, expectations } = scenario;
  const maps = occupancy.map((each) => (each.kind === 'maps' ? loaded.hashes.get(each.path) : null));
  return digest([name, point, occupancy, body, expectations, maps]);
}

function policyOf({ definition, options }: ChosenPolicy, { chosen }: RunPlan): unknown {
  return [definition.id, options, chosen.hashes.get(definition.id) ?? null];
}

/** What says where something stands, not what it is. */
const PLACES: ReadonlySet<string> = new Set(['span', 'path']);

function digest(value: unknown): string {
  const text = JSON.stringify(value, (key, held) => (PLACES.has(key) ? undefined : held));
  return createHash('sha256').update(text).digest('hex');
}
