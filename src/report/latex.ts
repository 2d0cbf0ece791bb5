import { latexEscape } from './escape.ts';
import { layout } from './layout.ts';
import type { ReportTable, TableCell, TableColumn } from './report-table.ts';

/** Characters that a line of the article class holds, set as a footnote with 4pt between columns. */
const PAGE_WIDTH = 66;

/** What a document that includes the tables must load. */
export const LATEX_PREAMBLE = '% needs \\usepackage[T1]{fontenc} and \\usepackage{booktabs}';

/** LaTeX holds 18 tables that it has found no page for, and gives up at the next. */
const TABLES_AT_ONCE = 15;

/** Digits of a hash that a caption shows; `sha256sum manifest.json` begins with them. */
const HASH_DIGITS = 16;

/** A number, what stands before its point (with groups of three), and the rest: decimals and unit, or a range. */
const NUMBER = /^([<>]?-?\d[\d,]*)(.*)$/;

/** All tables of a run, for a document to \\input. */
export function latexPages(tables: readonly ReportTable[], manifest?: string): string {
  const texts = tables.map((table, i) =>
    i > 0 && i % TABLES_AT_ONCE === 0 ? `\\clearpage\n${latexOf(table, manifest)}` : latexOf(table, manifest),
  );
  return `${[LATEX_PREAMBLE, ...texts].join('\n\n')}\n`;
}

/**
 * A table as LaTeX with booktabs; best values are bold, numbers stand point under point. What a page cannot hold is
 * left out; a long sweep continues in further tabulars.
 * @param manifest - SHA-256 of the manifest that the figures belong to; the caption names it.
 */
export function latexOf(table: ReportTable, manifest?: string): string {
  const { title, about, notes } = table;
  const source = manifest === undefined ? [] : [`manifest.json: SHA-256 ${manifest.slice(0, HASH_DIGITS)}`];
  const sentences = [...about, ...notes, ...source].map((text) => `\n  ${latexEscape(sentence(text))}`);
  return [
    '\\begin{table}',
    '  \\centering\\footnotesize\\setlength{\\tabcolsep}{4pt}',
    `  \\caption{${latexEscape(title)}.${sentences.join('')}}`,
    ...layout(table, PAGE_WIDTH, ({ text }) => text).map(({ columns }) => tabular(table, columns)),
    '\\end{table}',
  ].join('\n');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function tabular({ columns, rows }: ReportTable, shown: readonly number[]): string {
  const heads = shown.map((index) => columns[index]!);
  const lines = Math.max(...heads.map(({ heading }) => heading.length));
  const heading = Array.from({ length: lines }, (_, line) =>
    record(heads.map((head) => headingText(head, latexEscape(head.heading[line] ?? '')))),
  );
  return [
    // Two columns with nothing between them: what is before the point ends there, the rest begins there.
    `  \\begin{tabular}{@{}${heads.map((head) => (isNumeric(head) ? 'r@{}l' : 'l')).join('')}@{}}`,
    '    \\toprule',
    ...heading,
    '    \\midrule',
    ...rows.map((row) => record(shown.map((index) => cellText(row[index]!, columns[index]!)))),
    '    \\bottomrule',
    '  \\end{tabular}',
  ].join('\n');
}

function record(fields: readonly string[]): string {
  return `    ${fields.join(' & ')} \\\\`;
}

function isNumeric({ align }: TableColumn): boolean {
  return align === 'right';
}

function headingText(column: TableColumn, text: string): string {
  return isNumeric(column) ? across(text) : text;
}

function cellText({ text, best }: TableCell, column: TableColumn): string {
  const set = (part: string) => (best && part !== '' ? `\\textbf{${latexEscape(part)}}` : latexEscape(part));
  if (!isNumeric(column)) return set(text);
  const [, before, after = ''] = NUMBER.exec(text) ?? [];
  return before === undefined ? across(set(text)) : `${set(before)} & ${set(after.replace('..', '--'))}`;
}

function across(text: string): string {
  return `\\multicolumn{2}{c}{${text}}`;
}
