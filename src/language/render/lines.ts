/** A place as people count: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text with the offsets at which its lines begin. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Finds the lines of a text; `\n`, `\r\n` and a lone `\r` end one. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return { text, starts };
}

/** Line and column of an offset; offsets past the end count as the end. */
export function positionOf({ text, starts }: Lines, offset: number): Position {
  const place = Math.min(Math.max(offset, 0), text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: place - starts[low]! + 1 };
}

/** A line's text without its end. @param line - from 1. */
export function lineText({ text, starts }: Lines, line: number): string {
  const begin = starts[line - 1] ?? text.length;
  let end = starts[line] ?? text.length;
  while (end > begin && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return text.slice(begin, end);
}
