import { dossierOf } from '../../lab/dossiers.ts';
import { type Code, CATALOGUE as DIAGNOSTICS } from '../../language/catalogue.ts';
import { CATALOGUE as COLUMNS, type Column } from '../../metrics/catalogue.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import { plainPage } from '../../report/plain-page.ts';
import { wrapText } from '../../report/text.ts';
import { toldText } from '../../report/told.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage-error.ts';

/** Prints what the catalogues know of a name. @throws UsageError for a name that none of them has. */
export function explain(name: string, io: Io): ExitCode {
  const texts = explanations(name, io.width);
  if (texts.length === 0) throw unknownName('name', name, knownNames());
  io.out(`${texts.join('\n\n')}\n`);
  return EXIT.fine;
}

function explanations(name: string, width: number): readonly string[] {
  const columns = COLUMNS.filter((column) => column.name === name || column.heading === name);
  const code = name.toUpperCase();
  const policies = BUILT_IN.filter(({ id }) => id === name);
  return [
    ...columns.map((column) => wrapped(columnLines(column), width)),
    ...(isCode(code) ? [wrapped(diagnosticLines(code), width)] : []),
    ...policies.map((policy) => policyText(policy, width)),
  ];
}

function wrapped(lines: readonly string[], width: number): string {
  return lines.map((line) => wrapText(line, width)).join('\n');
}

function knownNames(): readonly string[] {
  const columns = new Set(COLUMNS.map(({ name }) => name));
  return [...columns, ...BUILT_IN.map(({ id }) => id), ...Object.keys(DIAGNOSTICS)];
}

function isCode(name: string): name is Code {
  return Object.hasOwn(DIAGNOSTICS, name);
}

function columnLines({ name, tables, type, unit, better, heading, meaning }: Column): readonly string[] {
  const files = tables.map((table) => `${table}.csv`).join(', ');
  return [
    `${name}: a column of ${files}`,
    `  ${meaning}`,
    `  Written as ${type}${unit === '' ? '' : `, in ${unit}`}; tables head it "${heading}".`,
    ...(better === 'neither' ? [] : [`  ${better} is better.`]),
  ];
}

function diagnosticLines(code: Code): readonly string[] {
  const { severity, message, hint } = DIAGNOSTICS[code];
  return [
    `${code}: ${severity}`,
    `  message: ${message}`,
    `  hint: ${hint}`,
    '  Words in braces are filled in from your text.',
  ];
}

/** What a policy is in three lines, then its dossier. */
function policyText({ id, summary, needs, toldBy }: PolicyDefinition, width: number): string {
  const told = needs.length === 0 ? 'nothing beyond mmap(2) itself' : `${toldText(needs)}, by ${toldBy}`;
  const head = [`${id}: a policy`, `  ${summary}`, `  Is told: ${told}`];
  return `${wrapped(head, width)}\n\n${plainPage(dossierOf(id), Math.min(DOSSIER_WIDTH, width))}`;
}

/** Characters in a line of prose that is easily read. */
const DOSSIER_WIDTH = 80;
