import { checkScenarios } from '../../language/check.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import { planOf } from '../../metrics/run-walk.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import { replayCell } from '../../replay/cell.ts';
import type { Trial } from './properties.ts';
import { type Situation, situationText } from './situation.ts';
import { WatchedRun } from './watched-run.ts';

/** The checker's answer for scenarios that the suite writes itself. */
const HOST = {
  sources: new Map(),
  policies: [],
  metrics: [],
  libraries: [],
  budgets: { points: 1, statements: 1000, touches: 0 },
};

/** Tries a policy in a situation, twice; undefined where there can be no such situation. */
export function tryPolicy(situation: Situation, policy: ChosenPolicy, budget: number): Trial | undefined {
  const plan = planFor(situation);
  if (!plan) return undefined;
  const first = watch(plan, policy);
  const second = watch(plan, policy);
  return {
    decisions: first.decisions,
    failure: first.failure,
    again: { decisions: second.decisions, failure: second.failure },
    claims: policy.definition.claims,
    needsAnything: policy.needs.length > 0,
    budget,
  };
}

function planFor(situation: Situation): CellPlan | undefined {
  const { scenarios } = checkScenarios({ file: 'situation.scn', text: situationText(situation), host: HOST });
  const [scenario] = scenarios;
  const [point] = scenario?.points ?? [];
  return scenario && point && planOf(scenario, point, null, { text: () => '' });
}

function watch(plan: CellPlan, policy: ChosenPolicy): WatchedRun {
  const run = new WatchedRun(policy, plan.machine);
  replayCell({ point: plan.point, program: plan.program, run });
  return run;
}
