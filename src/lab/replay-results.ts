import path from 'node:path';
import { DEFAULT_BUDGETS } from '../language/budgets.ts';
import type { CheckedScenario } from '../language/checked-scenario.ts';
import { checkSettings } from '../metrics/check-settings.ts';
import type { CellPlan } from '../metrics/run-cell.ts';
import { planOf } from '../metrics/run-walk.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { BUILT_IN, parsePolicy } from '../policies/registry.ts';
import { loadScenarios } from './load-scenarios.ts';
import type { Manifest } from './manifest.ts';
import { readProjectText } from './project.ts';

/** What of a run can be replayed here: its scenario files are at hand and unchanged. */
export interface Replayable {
  /** The first point and seed of a scenario; undefined where it cannot be replayed. */
  plan(scenario: string): CellPlan | undefined;
  /** The comment above a scenario; empty where there is none, or no scenario. */
  comment(scenario: string): string;
  /** Built-in policies of the run, in its order. */
  readonly policies: readonly ChosenPolicy[];
  /** Why some scenarios cannot be replayed; empty where all can. */
  readonly missing: readonly string[];
}

/** Finds the scenarios of a run again; paths of its manifest are relative to `cwd`. Never throws. */
export function replayable({ scenarios, policies, inputs }: Manifest, cwd: string): Replayable {
  const changed = inputs.filter((input) => {
    const file = readProjectText(path.resolve(cwd, input.path));
    return !('sha256' in file) || file.sha256 !== input.sha256;
  });
  const wrong = new Set(changed.map((input) => input.path));
  // Only what was compared with its hash: a manifest comes with results, perhaps from elsewhere.
  const same = new Set(inputs.map((input) => input.path).filter((file) => !wrong.has(file)));
  const files = [...new Set(scenarios.map(({ file }) => file))].filter((file) => same.has(file));
  const loaded = loadScenarios(files, checkSettings(BUILT_IN, DEFAULT_BUDGETS), cwd);
  // A scenario whose maps file or include has changed would be another scenario.
  const whole = wrong.size === 0 || [...wrong].every((file) => file.endsWith('.scn'));
  const known = new Map<string, CheckedScenario>(whole ? loaded.scenarios.map((one) => [one.name, one]) : []);
  return {
    plan: (name) => {
      const scenario = known.get(name);
      if (scenario === undefined) return undefined;
      const text = (file: string) => loaded.texts.get(file) ?? '';
      return planOf(scenario, scenario.points[0]!, scenario.seeds[0] ?? null, { text });
    },
    comment: (name) => known.get(name)?.comment ?? '',
    policies: policies.flatMap(({ label, sha256 }) => (sha256 === undefined ? builtIn(label) : [])),
    missing: changed.map((input) => `${input.path} is not here as the run read it`),
  };
}

function builtIn(label: string): ChosenPolicy[] {
  try {
    return [parsePolicy(label, BUILT_IN)];
  } catch {
    return [];
  }
}
