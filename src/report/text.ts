import CliTable from 'cli-table3';
import wrapAnsi from 'wrap-ansi';
import { visible, visibleLine } from '../language/render/visible.ts';
import { type Block, type FieldText, GAP, layout, splitLabel } from './layout.ts';
import type { ReportTable } from './report-table.ts';

/** What a text is written for: characters in a line, and whether it may have colour. */
export interface TextStyle {
  readonly width: number;
  readonly colour: boolean;
}

const ESCAPE = '\u001b[';
const RESET = `${ESCAPE}0m`;

/** No lines between fields: a table is read by its columns, and survives a mail. */
const NO_BORDERS = Object.fromEntries(
  ['top', 'bottom', 'left', 'mid', 'right'].flatMap((side) =>
    ['', '-left', '-mid', '-right'].map((end) => [`${side}${end}`, '']),
  ),
);

/** A table as plain text for a terminal or a mail. What could steer a terminal is written as its number. */
export function textTable(given: ReportTable, style: TextStyle): string {
  const table = shownTable(given);
  const marked = table.columns.map((_, index) => table.rows.some((row) => row[index]!.best));
  const field: FieldText = ({ text, best }, column) => {
    if (style.colour || !marked[column]) return text;
    return best ? `${text}*` : `${text} `;
  };
  const blocks = layout(table, style.width, field).map((block) => blockText(table, block, field, style));
  const about = table.about.map((sentence) => wrapText(sentence, style.width));
  const notes = table.notes.map((note) => wrapText(note, style.width));
  return [bold(table.title, style), ...about, blocks.join('\n\n'), ...notes].join('\n');
}

function shownTable(table: ReportTable): ReportTable {
  return {
    ...table,
    title: visibleLine(table.title),
    about: table.about.map(visible),
    columns: table.columns.map((column) => ({ ...column, heading: column.heading.map(visible) })),
    rows: table.rows.map((row) => row.map((cell) => ({ ...cell, text: visible(cell.text) }))),
    notes: table.notes.map(visible),
  };
}

/** Text broken at blanks, so that no line is longer than `width`; further lines are indented by two more blanks. */
export function wrapText(text: string, width: number): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines = wrapAnsi(text.trimStart(), width - indent.length - 2, { hard: true });
  return indent + lines.replaceAll('\n', `\n${indent}  `);
}

/** Bold where there is colour. */
export function bold(text: string, { colour, width }: TextStyle): string {
  const shown = wrapText(text, width);
  return colour ? `${ESCAPE}1m${shown}${RESET}` : shown;
}

function blockText(table: ReportTable, block: Block, field: FieldText, style: TextStyle): string {
  const columns = block.columns.map((index) => table.columns[index]!);
  const heading = grid(block, table, [columns.map((column) => column.heading.join('\n'))]);
  const rows = table.rows.map((row) =>
    block.columns.map((index, place) => {
      const cell = row[index]!;
      const text = field(cell, index);
      const shown = index === 0 && block.splitLabels ? splitLabel(text) : broken(text, block.widths[place]!);
      return cell.best && style.colour ? `${ESCAPE}1;32m${shown}${RESET}` : shown;
    }),
  );
  const width = block.widths.reduce((a, b) => a + b) + GAP * (block.widths.length - 1);
  return [heading, '-'.repeat(width), grid(block, table, rows)].join('\n');
}

/** A field on as many lines as its column needs; words longer than the column are broken. */
function broken(text: string, width: number): string {
  return wrapAnsi(text, width, { hard: true, trim: text.trim() === text });
}

function grid(block: Block, table: ReportTable, rows: readonly (readonly string[])[]): string {
  const layoutTable = new CliTable({
    chars: { ...NO_BORDERS, middle: ' '.repeat(GAP) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...block.widths],
    colAligns: block.columns.map((index) => table.columns[index]!.align),
  });
  for (const row of rows) layoutTable.push([...row]);
  return layoutTable
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
