import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot } from '../../lab/package-root.ts';
import { DEFAULT_BUDGETS } from '../../language/budgets.ts';
import type { CheckedScenario } from '../../language/checked-scenario.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import { planOf } from '../../metrics/run-walk.ts';
import { choosePolicies } from '../../plugins/choose-policies.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import type { ExplainArguments } from '../commands/explain.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';

/** The cell that is to be explained, and the policies. @throws UsageError for names that do not exist. */
export async function explainedCell(
  args: ExplainArguments,
  io: Io,
): Promise<{ readonly plan: CellPlan; readonly policies: readonly ChosenPolicy[] }> {
  const chosen = await choosePolicies({ ...args, isolate: false }, io.cwd);
  const files = await expandInputs(args.files ?? [], {
    cwd: io.cwd,
    shipped: path.join(packageRoot(), 'scenarios'),
  });
  const loaded = loadScenarios(files, checkSettings(chosen.definitions, DEFAULT_BUDGETS), io.cwd);
  return { plan: planFor(scenarioNamed(loaded, args.name), args, loaded), policies: chosen.policies };
}

function scenarioNamed({ scenarios }: LoadedScenarios, wanted: string): CheckedScenario {
  const exact = scenarios.find(({ name }) => name === wanted);
  if (exact) return exact;
  const close = scenarios.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  if (close.length === 1) return close[0]!;
  if (close.length > 1) {
    const names = close.map(({ name }) => `"${name}"`).join(', ');
    throw new UsageError(`several scenarios have '${wanted}' in their name`, `say which: ${names}`);
  }
  throw unknownName(
    'scenario',
    wanted,
    scenarios.map(({ name }) => name),
  );
}

function planFor(
  scenario: CheckedScenario,
  { point, seed }: ExplainArguments,
  { texts }: LoadedScenarios,
): CellPlan {
  const labels = scenario.points.map(({ label }) => label);
  const at = point === undefined ? scenario.points[0] : scenario.points.find(({ label }) => label === point);
  if (!at) throw unknownName('point', point ?? '', labels);
  return planOf(scenario, at, seed ?? scenario.seeds[0] ?? null, { text: (file) => texts.get(file) ?? '' });
}

/** The named mappings of a cell, in the order they are made. */
export function mappingNames({ program }: CellPlan): readonly string[] {
  return program.operations.flatMap((one) => (one.op === 'mmap' && one.name !== '' ? [one.name] : []));
}
