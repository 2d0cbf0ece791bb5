import stringWidth from 'string-width';
import type { ReportTable, TableCell } from './report-table.ts';

/** Blanks between two columns. */
export const GAP = 2;

/** The greatest priority of a column that is worth a second line for a long policy label. */
const WORTH_A_LINE = 6;

/** A text column is never narrower. */
const NARROWEST = 8;

/** The columns of a table (their indexes), as wide as they may be. */
export interface Block {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
  /** Whether policy labels are written on two lines, their options on the second. */
  readonly splitLabels: boolean;
}

/** How a field is written where marks are (or are not) characters. */
export type FieldText = (cell: TableCell, column: number) => string;

/** Divides a table into blocks that are at most `width` characters wide: columns are left out, or go on below. */
export function layout(table: ReportTable, width: number, field: FieldText): readonly Block[] {
  const whole = table.columns.map((_, index) => index);
  const measure = (splitLabels: boolean) => columnWidths(table, field, splitLabels);
  if (table.overflow === 'wrap') return wrapped(whole, measure(true), width);
  const unsplit = fitting(table, whole, measure(false), width);
  const costly = whole.some(
    (index) => !unsplit.includes(index) && table.columns[index]!.priority <= WORTH_A_LINE,
  );
  if (!costly && total(unsplit, measure(false)) <= width) return [block(unsplit, measure(false), false)];
  const widths = measure(true);
  const kept = fitting(table, whole, widths, width);
  return [block(kept, squeezed(table, kept, widths, width), true)];
}

/** A policy label on two lines where it has options: `wilcox-length` and ` (cont=off)`. */
export function splitLabel(label: string): string {
  return label.replace(/\(/, '\n (');
}

/** Width of a text of several lines. */
function textWidth(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

function columnWidths(table: ReportTable, field: FieldText, splitLabels: boolean): readonly number[] {
  return table.columns.map(({ heading }, column) => {
    const texts = table.rows.map((row) => field(row[column]!, column));
    const shown = column === 0 && splitLabels ? texts.map(splitLabel) : texts;
    return Math.max(...[...heading, ...shown].map(textWidth));
  });
}

function total(columns: readonly number[], widths: readonly number[]): number {
  return columns.reduce((sum, index) => sum + widths[index]!, 0) + GAP * (columns.length - 1);
}

function block(columns: readonly number[], widths: readonly number[], splitLabels: boolean): Block {
  return { columns, widths: columns.map((index) => widths[index]!), splitLabels };
}

function wrapped(columns: readonly number[], widths: readonly number[], width: number): readonly Block[] {
  const [first = 0, ...rest] = columns;
  const blocks: number[][] = [];
  for (const index of rest) {
    const last = blocks.at(-1);
    if (last !== undefined && total([...last, index], widths) <= width) last.push(index);
    else blocks.push([first, index]);
  }
  return (blocks.length === 0 ? [[first]] : blocks).map((each) => block(each, widths, true));
}

/** Takes columns in, those of the least priority first and of equal ones the leftmost, as long as there is room. */
function fitting(
  { columns }: ReportTable,
  whole: readonly number[],
  widths: readonly number[],
  width: number,
): readonly number[] {
  const wanted = [...whole].sort((a, b) => columns[a]!.priority - columns[b]!.priority || a - b);
  const kept: number[] = [];
  for (const index of wanted) {
    if (columns[index]!.priority === 0 || total([...kept, index], widths) <= width) kept.push(index);
  }
  return kept.sort((a, b) => a - b);
}

/** Narrows the widest text columns where even what must stay is too wide: their fields wrap at blanks. */
function squeezed(
  { columns }: ReportTable,
  kept: readonly number[],
  widths: readonly number[],
  width: number,
): readonly number[] {
  const narrowed = [...widths];
  const texts = kept.filter((index) => index > 0 && columns[index]!.align === 'left');
  while (texts.length > 0 && total(kept, narrowed) > width) {
    const widest = texts.reduce((a, b) => (narrowed[b]! > narrowed[a]! ? b : a));
    if (narrowed[widest]! <= NARROWEST) return narrowed;
    narrowed[widest]! -= 1;
  }
  return narrowed;
}
