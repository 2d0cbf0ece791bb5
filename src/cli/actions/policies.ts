import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import { plain, type ReportTable } from '../../report/report-table.ts';
import { textTable } from '../../report/text.ts';
import { toldText } from '../../report/told.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Io, styleOf } from '../io.ts';

/** Prints every built-in policy. */
export function policies(color: boolean | undefined, io: Io): ExitCode {
  io.out(`${textTable(policyTable(BUILT_IN), styleOf(io, color))}\n`);
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
