import { latexEscape } from './escape.ts';
import { layout } from './layout.ts';
import type { ReportTable, TableCell } from './report-table.ts';

/** Characters that a line of a printed page holds. */
const PAGE_WIDTH = 96;

/** What a document that includes the tables must load. */
export const LATEX_PREAMBLE = '% needs \\usepackage[T1]{fontenc} and \\usepackage{booktabs}';

/**
 * A table as LaTeX with booktabs; best values are bold. What a page cannot hold is left
 * out; a long sweep continues in further tabulars.
 */
export function latexOf(table: ReportTable): string {
  const { title, about, notes } = table;
  const sentences = [...about, ...notes].map((text) => `\n  ${latexEscape(text)}`).join('');
  return [
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${latexEscape(title)}.${sentences}}`,
    ...layout(table, PAGE_WIDTH, ({ text }) => text).map(({ columns }) => tabular(table, columns)),
    '\\end{table}',
  ].join('\n');
}

function tabular({ columns, rows }: ReportTable, shown: readonly number[]): string {
  const heads = shown.map((index) => columns[index]!);
  const lines = Math.max(...heads.map(({ heading }) => heading.length));
  const heading = Array.from({ length: lines }, (_, line) =>
    record(heads.map((head) => latexEscape(head.heading[line] ?? ''))),
  );
  const align = heads.map((head) => (head.align === 'right' ? 'r' : 'l')).join('');
  return [
    `  \\begin{tabular}{${align}}`,
    '    \\toprule',
    ...heading,
    '    \\midrule',
    ...rows.map((row) => record(shown.map((index) => cellText(row[index]!)))),
    '    \\bottomrule',
    '  \\end{tabular}',
  ].join('\n');
}

function record(fields: readonly string[]): string {
  return `    ${fields.join(' & ')} \\\\`;
}

function cellText({ text, best }: TableCell): string {
  return best ? `\\textbf{${latexEscape(text)}}` : latexEscape(text);
}
