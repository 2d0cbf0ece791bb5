import { type Code, CATALOGUE as DIAGNOSTICS } from '../../language/catalogue.ts';
import { CATALOGUE as COLUMNS, type Column } from '../../metrics/catalogue.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { BUILT_IN } from '../../policies/registry.ts';
import { wrapText } from '../../report/text.ts';
import { toldText } from '../../report/told.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage-error.ts';

/** Prints what the catalogues know of a name. @throws UsageError for a name that none of them has. */
export function explain(name: string, io: Io): ExitCode {
  const paragraphs = explanations(name);
  if (paragraphs.length === 0) throw unknownName('name', name, knownNames());
  const text = paragraphs.map((lines) => lines.map((line) => wrapText(line, io.width)).join('\n'));
  io.out(`${text.join('\n\n')}\n`);
  return EXIT.fine;
}

function explanations(name: string): readonly (readonly string[])[] {
  const columns = COLUMNS.filter((column) => column.name === name || column.heading === name).map(
    columnLines,
  );
  const code = name.toUpperCase();
  const policies = BUILT_IN.filter(({ id }) => id === name).map(policyLines);
  return [...columns, ...(isCode(code) ? [diagnosticLines(code)] : []), ...policies];
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

function policyLines({
  id,
  summary,
  needs,
  toldBy,
  source,
  options = {},
}: PolicyDefinition): readonly string[] {
  const told = needs.length === 0 ? 'nothing beyond mmap(2) itself' : `${toldText(needs)}, by ${toldBy}`;
  const declared = Object.entries(options);
  return [
    `${id}: a policy`,
    `  ${summary}`,
    `  Is told: ${told}`,
    `  Source: ${source}`,
    ...(declared.length === 0 ? [] : ['  Options (the first value is the default):']),
    ...declared.map(([name, { values, meaning }]) => `    ${name}=${values.join('|')}  ${meaning}`),
  ];
}
