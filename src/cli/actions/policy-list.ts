import { choosePolicies } from '../../plugins/choose-policies.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { plain, type ReportTable } from '../../report/report-table.ts';
import { textTable } from '../../report/text.ts';
import { toldText } from '../../report/told.ts';
import type { PolicyListArguments } from '../commands/policy.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';

/** Prints every policy: the built-in ones, and those of plug-ins that were named. */
export async function listPolicies(args: PolicyListArguments, io: Io): Promise<ExitCode> {
  const { definitions, close } = await choosePolicies({ ...args, policy: undefined }, io.cwd);
  close();
  io.out(`${textTable(policyTable(definitions), styleOf(io, args.color))}\n`);
  return EXIT.fine;
}

function policyTable(definitions: readonly PolicyDefinition[]): ReportTable {
  return {
    title: `${definitions.length} policies`,
    about: [],
    columns: ['policy', 'is told', 'by', 'options', 'source'].map((heading) => ({
      heading: [heading],
      align: 'left',
      priority: heading === 'options' ? 1 : 0,
    })),
    rows: definitions.map(({ id, needs, toldBy, options, source }) =>
      [id, toldText(needs), toldBy, Object.keys(options ?? {}).join(', ') || '-', source].map(plain),
    ),
    notes: ['What a policy does and what its options mean: policy-lab explain POLICY'],
    overflow: 'drop',
  };
}
