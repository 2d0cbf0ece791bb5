import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type LoadedScenarios, loadScenarios } from '../../src/lab/load-scenarios.ts';
import { DEFAULT_BUDGETS } from '../../src/language/budgets.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import type { CellResult, RunResult } from '../../src/metrics/results.ts';
import { runScenarios } from '../../src/metrics/run-scenarios.ts';
import { BUILT_IN, defaultPolicies } from '../../src/policies/registry.ts';

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** The shipped scenario files, relative to {@link ROOT}. */
export const FILES: readonly string[] = readdirSync(path.join(ROOT, 'scenarios'))
  .filter((name) => name.endsWith('.scn'))
  .sort()
  .map((name) => `scenarios/${name}`);

/** Reads and checks files as the command line does. */
export function load(files: readonly string[] = FILES): LoadedScenarios {
  return loadScenarios(files, checkSettings(BUILT_IN, DEFAULT_BUDGETS), ROOT);
}

/** Every shipped scenario, checked. */
export const SHIPPED: LoadedScenarios = load();

const runs = new Map<string, RunResult>();

/** One shipped scenario under the default policies; run once. */
export function run(name: string): RunResult {
  let result = runs.get(name);
  if (!result) {
    const chosen = SHIPPED.scenarios.filter((scenario) => scenario.name === name);
    if (chosen.length !== 1) throw new Error(`${chosen.length} scenarios are called '${name}'`);
    result = runScenarios(chosen, defaultPolicies(), { text: (file) => SHIPPED.texts.get(file) ?? '' });
    runs.set(name, result);
  }
  return result;
}

/** One cell of a shipped scenario. */
export function cell(name: string, policy: string, point = ''): CellResult {
  const found = run(name).cells.find((one) => one.policy === policy && one.point === point);
  if (!found) throw new Error(`'${name}' has no cell ${policy} at '${point}'`);
  return found;
}

/** One figure of a named mapping. */
export function figure(
  name: string,
  policy: string,
  mapping: string,
  column: string,
  point = '',
): number | string | null | undefined {
  return cell(name, policy, point).placements.find((row) => row.mapping === mapping)?.[column];
}
