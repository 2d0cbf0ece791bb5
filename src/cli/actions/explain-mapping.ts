import { visible } from '../../language/render/visible.ts';
import { explainMapping, type MappingExplanation } from '../../metrics/explain-mapping.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import { withOptions } from '../../policies/chosen-policy.ts';
import { explainLines, explainTitle } from '../../report/explain-text.ts';
import { wrapText } from '../../report/text.ts';
import type { ExplainArguments } from '../commands/explain.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage-error.ts';
import { explainedCell, mappingNames } from './explained-cell.ts';

/** Shows why each policy put a scenario's mapping where it is. @throws UsageError for names that do not exist. */
export async function explainPlacement(args: ExplainArguments, mapping: string, io: Io): Promise<ExitCode> {
  const { plan, policies: chosen } = await explainedCell(args, io);
  const policies = chosen.filter(({ definition }) => !definition.bound);
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
  const shown = (lines: readonly string[]) => lines.map((line) => wrapText(visible(line), width)).join('\n');
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
