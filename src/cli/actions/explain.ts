import { pageOfCode } from '../../lab/diagnostic-pages.ts';
import { dossierBeside, dossierOf } from '../../lab/dossiers.ts';
import { type Code, CATALOGUE as DIAGNOSTICS } from '../../language/catalogue.ts';
import { CATALOGUE as COLUMNS, type Column } from '../../metrics/catalogue.ts';
import { STATISTICS } from '../../metrics/statistics/columns.ts';
import { choosePolicies } from '../../plugins/choose-policies.ts';
import type { PolicyDefinition } from '../../policies/policy.ts';
import { plainPage } from '../../report/plain-page.ts';
import { wrapText } from '../../report/text.ts';
import { toldText } from '../../report/told.ts';
import type { ExplainArguments } from '../commands/explain.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage-error.ts';

/** Prints what the catalogues know of a name. @throws UsageError for a name that none of them has. */
export async function explain(
  { name, plugin }: Pick<ExplainArguments, 'name' | 'plugin'>,
  io: Io,
): Promise<ExitCode> {
  const { definitions, files, close } = await choosePolicies({ policy: undefined, plugin }, io.cwd);
  close();
  const policies = definitions
    .filter(({ id }) => id === name)
    .map((policy) => policyText(policy, files.get(policy.id), io.width));
  const texts = [...explanations(name, io.width), ...policies];
  if (texts.length === 0) throw unknownName('name', name, knownNames(definitions));
  io.out(`${texts.join('\n\n')}\n`);
  return EXIT.fine;
}

/** Columns that only statistics.csv has. */
const OWN_STATISTICS = STATISTICS.filter(({ tables }) => tables.length === 1);

function explanations(name: string, width: number): readonly string[] {
  const columns = [...COLUMNS, ...OWN_STATISTICS].filter(
    (column) => column.name === name || column.heading === name,
  );
  const code = name.toUpperCase();
  return [
    ...columns.map((column) => wrapped(columnLines(column), width)),
    ...(isCode(code) ? [diagnosticText(code, width)] : []),
  ];
}

function wrapped(lines: readonly string[], width: number): string {
  return lines.map((line) => wrapText(line, width)).join('\n');
}

function knownNames(policies: readonly PolicyDefinition[]): readonly string[] {
  const columns = new Set([...COLUMNS, ...OWN_STATISTICS].map(({ name }) => name));
  return [...columns, ...policies.map(({ id }) => id), ...Object.keys(DIAGNOSTICS)];
}

function isCode(name: string): name is Code {
  return Object.hasOwn(DIAGNOSTICS, name);
}

function columnLines({
  name,
  tables,
  type,
  unit,
  better,
  heading,
  meaning,
  across,
}: Column): readonly string[] {
  const files = tables.map((table) => `${table}.csv`).join(', ');
  return [
    `${name}: a column of ${files}`,
    `  ${meaning}`,
    `  Written as ${type}${unit === '' ? '' : `, in ${unit}`}; tables head it "${heading}".`,
    ...(better === 'neither' ? [] : [`  ${better} is better.`]),
    ...(across ? [`  Over seeds: the ${across.by}, because ${across.because}.`] : []),
  ];
}

/** The page of a code; its blocks of code are as wide as they are. */
function diagnosticText(code: Code, width: number): string {
  return `${code}\n\n${plainPage(pageOfCode(code), Math.min(PROSE_WIDTH, width))}`;
}

/** What a policy is in three lines, then its dossier; that of a plug-in stands beside its file. */
function policyText(policy: PolicyDefinition, file: string | undefined, width: number): string {
  const { id, summary, needs, toldBy } = policy;
  const told = needs.length === 0 ? 'nothing beyond mmap(2) itself' : `${toldText(needs)}, by ${toldBy}`;
  const head = wrapped([`${id}: a policy`, `  ${summary}`, `  Is told: ${told}`], width);
  const dossier = file === undefined ? dossierOf(id) : dossierBeside(file);
  if (dossier === undefined) return `${head}\n${wrapped(cardLines(policy), width)}`;
  return `${head}\n\n${plainPage(dossier, Math.min(PROSE_WIDTH, width))}`;
}

/** What a plug-in without a dossier says of itself. */
function cardLines({ source, options = {} }: PolicyDefinition): readonly string[] {
  const declared = Object.entries(options);
  return [
    `  Source: ${source}`,
    ...declared.map(([name, { values, meaning }]) => `  ${name}=${values.join('|')}  ${meaning}`),
  ];
}

/** Characters in a line of prose that is easily read. */
const PROSE_WIDTH = 80;
