import type { IToken } from 'chevrotain';
import { countBefore } from '../../../grammar/syntax-problems.ts';

/** The `#` lines that stand right above an offset, one below the other, without their `#`. */
export function commentAbove(text: string, start: number, comments: readonly IToken[]): string {
  const lines: string[] = [];
  let below = start;
  for (let index = countBefore(comments, start) - 1; index >= 0; index--) {
    const comment = comments[index]!;
    const end = comment.startOffset + comment.image.length;
    if (!/^[^\S\r\n]*(?:\r\n|\n|\r)?[^\S\r\n]*$/.test(text.slice(end, below))) break;
    if (!standsAlone(text, comment.startOffset)) break;
    lines.unshift(comment.image.replace(/^#\s?/, '').trimEnd());
    below = comment.startOffset;
  }
  return lines.join('\n');
}

/** Whether nothing but blanks stands before the comment on its line. */
function standsAlone(text: string, start: number): boolean {
  let begin = start;
  while (begin > 0 && !/[\r\n]/.test(text[begin - 1]!)) begin--;
  return text.slice(begin, start).trim() === '';
}
