import { isBroken, type Line } from './lines.ts';

/** A column is not stretched further than this: neighbours that differ more begin another table. */
const MOST_PADDING = 10;

/** A cell that ends in a column: its first word, and its width. */
interface Cell {
  readonly word: string;
  readonly width: number;
}

/**
 * The widths to which each line's cells are padded. A cell ends where a column ends; one that ends its line has no
 * column. Lines of one kind below each other form a table, comments between them or not: as long as the cells of a
 * column begin with the same word, they are as wide as the widest.
 */
export function columnWidths(lines: readonly Line[]): number[][] {
  const cells = lines.map((line) => cellsOf(line));
  const widths = cells.map((own) => own.map(({ width }) => width));
  for (const table of tables(lines)) alignColumn(table, 0, cells, widths);
  return widths;
}

function cellsOf({ rule, pieces, indent }: Line): Cell[] {
  if (rule === undefined || isBroken(pieces, indent)) return [];
  const cells: Cell[] = [];
  let word = pieces[0]!.text;
  let width = 0;
  for (const [index, { text, gap }] of pieces.entries()) {
    if (index > 0 && gap.column) {
      cells.push({ word, width });
      word = text === '{' ? (pieces[index + 1]?.text ?? '') : text;
      width = 0;
    } else if (index > 0) width += gap.blanks;
    width += text.length;
  }
  return cells;
}

/** Indices of lines of one kind that follow each other without an empty line. */
function tables(lines: readonly Line[]): number[][] {
  const found: number[][] = [];
  let open: Line | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.blankBefore || line.indent !== open?.indent) open = undefined;
    if (line.comment !== undefined) continue;
    if (open !== undefined && line.rule !== undefined && line.rule === open.rule) found.at(-1)!.push(index);
    else found.push([index]);
    open = line;
  }
  return found;
}

/** Pads the cells of one column, then goes on with those behind it. */
function alignColumn(
  table: readonly number[],
  column: number,
  cells: readonly (readonly Cell[])[],
  widths: number[][],
): void {
  for (const run of runs(table, column, cells)) {
    const widest = Math.max(...run.map((index) => cells[index]![column]!.width));
    for (const index of run) widths[index]![column] = widest;
    alignColumn(run, column + 1, cells, widths);
  }
}

/** Lines that follow each other and have alike cells in a column. */
function runs(table: readonly number[], column: number, cells: readonly (readonly Cell[])[]): number[][] {
  const found: number[][] = [];
  let before: Cell | undefined;
  for (const index of table) {
    const cell = cells[index]![column];
    if (cell && before && alike(before, cell)) found.at(-1)!.push(index);
    else if (cell) found.push([index]);
    before = cell;
  }
  return found;
}

function alike(a: Cell, b: Cell): boolean {
  return a.word === b.word && Math.abs(a.width - b.width) <= MOST_PADDING;
}
