import { visible } from './visible.ts';

/** Columns of a terminal that a line may take. */
const WIDTH = 100;
const TAB = 4;

/** The part of a line around a span, and the carets below it. */
export interface Excerpt {
  readonly line: string;
  readonly carets: string;
}

/**
 * Shows a line with carets under a span. Tabs become blanks, wide characters count two columns, and a line that is
 * too long is cut around the span.
 * @param from - column from 1, in UTF-16 units.
 * @param to - exclusive end, likewise.
 */
export function excerpt(text: string, from: number, to: number): Excerpt {
  const { part, at } = near(text, from - 1);
  const cells = [...part];
  const start = cells.length === part.length ? at : [...part.slice(0, at)].length;
  const length = Math.max(1, [...part.slice(at, at + to - from)].length);
  const first = start > WIDTH - 20 ? start - 20 : 0;
  const last = Math.min(cells.length, first + WIDTH);
  const before = first > 0 ? '…' : '';
  const after = last < cells.length ? '…' : '';
  const lead = before + show(cells.slice(first, start));
  const marked = show(cells.slice(start, Math.min(start + length, last)));
  const line = `${lead}${marked}${show(cells.slice(Math.min(start + length, last), last))}${after}`;
  return { line, carets: ' '.repeat(columns(lead)) + '^'.repeat(Math.max(1, columns(marked))) };
}

/** UTF-16 units on either side of a place that can be shown, with room for what takes no column. */
const NEAR = 8 * WIDTH;

/** The part of a line that is near a place, and the place in it: thousands of mistakes can stand in one long line. */
function near(text: string, place: number): { part: string; at: number } {
  const isHalf = (offset: number) => /[\udc00-\udfff]/.test(text.charAt(offset));
  const cut = Math.max(0, place - NEAR);
  const from = isHalf(cut) ? cut + 1 : cut;
  const end = place + NEAR;
  return { part: text.slice(from, isHalf(end) ? end + 1 : end), at: place - from };
}

/** Tabs as blanks; what cannot be seen, and could play tricks on a terminal, as a visible mark. */
function show(cells: readonly string[]): string {
  return cells
    .map((cell) => (cell === '\t' ? ' '.repeat(TAB) : visible(cell) === cell ? cell : '�'))
    .join('');
}

/** Columns that a text takes on a terminal. */
function columns(text: string): number {
  let sum = 0;
  for (const cell of text) sum += width(cell.codePointAt(0)!);
  return sum;
}

/** East Asian wide and emoji ranges take two columns, combining marks and zero-width characters none. */
function width(code: number): number {
  if ((code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}
