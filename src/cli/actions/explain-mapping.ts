import path from 'node:path';
import { expandInputs } from '../../lab/expand-inputs.ts';
import { type LoadedScenarios, loadScenarios } from '../../lab/load-scenarios.ts';
import { packageRoot } from '../../lab/package-root.ts';
import type { CheckedScenario } from '../../language/checked-scenario.ts';
import { checkSettings } from '../../metrics/check-settings.ts';
import { explainMapping, type MappingExplanation } from '../../metrics/explain-mapping.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import { planOf } from '../../metrics/run-walk.ts';
import { withOptions } from '../../policies/chosen-policy.ts';
import { explainLines, explainTitle } from '../../report/explain-text.ts';
import { wrapText } from '../../report/text.ts';
import type { ExplainArguments } from '../commands/explain.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError, unknownName } from '../usage-error.ts';
import { choosePolicies } from './choose-policies.ts';

/** Shows why each policy put a scenario's mapping where it is. @throws UsageError for names that do not exist. */
export async function explainPlacement(args: ExplainArguments, mapping: string, io: Io): Promise<ExitCode> {
  const chosen = await choosePolicies({ ...args, isolate: false }, io.cwd);
  const files = expandInputs(args.files ?? [], {
    cwd: io.cwd,
    shipped: path.join(packageRoot(), 'scenarios'),
  });
  const budgets = { points: 10_000, statements: 5_000_000 };
  const loaded = loadScenarios(files, checkSettings(chosen.definitions, budgets), io.cwd);
  const plan = planFor(scenarioNamed(loaded, args.name), args, loaded);
  const policies = chosen.policies.filter(({ definition }) => !definition.bound);
  const explanations = policies.map((policy) =>
    explainMapping(plan, withOptions(policy, plan.point.policyOptions[policy.definition.id]), mapping),
  );
  const known = explanations.filter((one): one is MappingExplanation => one !== undefined);
  if (known.length === 0) throw unknownName('mapping', mapping, mappingNames(plan));
  io.out(
    args.json
      ? `${JSON.stringify(known.map(plain), null, 2)}\n`
      : `${text(plan, mapping, known, io.width)}\n`,
  );
  return EXIT.fine;
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

function mappingNames({ program }: CellPlan): readonly string[] {
  return program.operations.flatMap((one) => (one.op === 'mmap' && one.name !== '' ? [one.name] : []));
}

function text(
  plan: CellPlan,
  mapping: string,
  explanations: readonly MappingExplanation[],
  width: number,
): string {
  const { scenario, seed, point, machine } = plan;
  const what = {
    scenario,
    mapping,
    machine: `${point.machineName}, kernel ${machine.kernel.name}`,
    point: point.label,
    seed,
  };
  const shown = (lines: readonly string[]) => lines.map((line) => wrapText(line, width)).join('\n');
  const parts = explanations.map((one) => shown(explainLines(one)));
  return [shown(explainTitle(what, explanations[0]!)), ...parts].join('\n\n');
}

/** What `--json` prints of one policy's decision. Bytes. */
function plain({ policy, message, measures, searches, residues }: MappingExplanation) {
  const { mapping, counts, faults } = measures;
  return {
    policy: policy.label,
    status: mapping.status,
    message,
    address: mapping.pieces[0]?.vaBytes ?? null,
    search: mapping.search,
    leaves: counts,
    faults,
    searches,
    residues,
  };
}
