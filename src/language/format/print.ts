import { columnWidths } from './columns.ts';
import { isBroken, type Line, type Piece } from './lines.ts';

/** How much deeper the further lines of a broken line stand. */
const CONTINUATION = 4;
/** Blanks before a comment behind a line. */
const BEFORE_COMMENT = 2;

/** A line of text with the comment behind it, which is aligned with its neighbours'. */
interface Row {
  readonly text: string;
  readonly indent: number;
  readonly blankBefore: boolean;
  readonly behind?: string;
}

/** The lines as text, with columns and trailing comments aligned. Ends with one line end. */
export function print(lines: readonly Line[], lineEnd: string): string {
  const widths = columnWidths(lines);
  const rows = lines.flatMap((line, index) => rowsOf(line, widths[index] ?? []));
  const columns = commentColumns(rows);
  const texts = rows.map(({ text, blankBefore, behind }, index) => {
    const full = behind === undefined ? text : `${text.padEnd(columns[index]!)}${behind}`;
    return blankBefore && index > 0 ? `${lineEnd}${full}` : full;
  });
  return texts.length === 0 ? '' : `${texts.join(lineEnd)}${lineEnd}`;
}

function rowsOf({ indent, blankBefore, pieces, comment }: Line, widths: readonly number[]): Row[] {
  if (comment !== undefined) return [{ text: ' '.repeat(indent) + comment, indent, blankBefore }];
  if (!isBroken(pieces, indent)) return [rowOf(joined(pieces, widths), pieces, indent, blankBefore)];
  return brokenParts(pieces).flatMap((part, index) => {
    const deep = index === 0 ? indent : indent + CONTINUATION;
    const above = part[0]!.above.map(({ text }) => ({
      text: ' '.repeat(deep) + text,
      indent: deep,
      blankBefore: false,
    }));
    return [...above, rowOf(joined(part, []), part, deep, blankBefore && index === 0)];
  });
}

function rowOf(text: string, pieces: readonly Piece[], indent: number, blankBefore: boolean): Row {
  const behind = pieces.at(-1)?.behind;
  return { text: ' '.repeat(indent) + text, indent, blankBefore, ...(behind !== undefined && { behind }) };
}

function brokenParts(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.broken || parts.length === 0) parts.push([]);
    parts.at(-1)!.push(piece);
  }
  return parts;
}

/** Pieces side by side. @param widths - of the cells that end in a column, where the line is part of a table. */
function joined(pieces: readonly Piece[], widths: readonly number[]): string {
  let text = '';
  let cell = 0;
  let cellStart = 0;
  for (const [index, { text: piece, gap }] of pieces.entries()) {
    if (index > 0 && gap.column) {
      text = text.padEnd(cellStart + (widths[cell] ?? 0));
      cell++;
    }
    if (index > 0) text += ' '.repeat(gap.blanks);
    if (index > 0 && gap.column) cellStart = text.length;
    text += piece;
  }
  return text;
}

/** For each row the column of its comment: rows with comments that follow each other at one depth share it. */
function commentColumns(rows: readonly Row[]): number[] {
  const columns: number[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    const { behind, indent } = rows[from]!;
    const goesOn = (row: Row) => row.behind !== undefined && row.indent === indent && !row.blankBefore;
    if (behind !== undefined) while (to < rows.length && goesOn(rows[to]!)) to++;
    const widest = Math.max(...rows.slice(from, to).map(({ text }) => text.length));
    for (; from < to; from++) columns.push(widest + BEFORE_COMMENT);
  }
  return columns;
}
