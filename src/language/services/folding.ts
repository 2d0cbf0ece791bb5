import { linesOf, positionOf } from '../render/lines.ts';
import type { DocumentText } from './document.ts';

/** Lines that an editor can fold away; from 1, both ends included. */
export interface Fold {
  readonly from: number;
  readonly to: number;
  readonly kind: 'block' | 'comment';
}

/** Blocks over several lines, and runs of comment lines. */
export function folds({ text, parsed }: DocumentText): Fold[] {
  const lines = linesOf(text);
  const lineOf = (offset: number) => positionOf(lines, offset).line;
  const found: Fold[] = [];
  const open: number[] = [];
  for (const { tokenType, startOffset } of parsed.tokens) {
    if (tokenType.name === 'LeftBrace') open.push(lineOf(startOffset));
    const from = tokenType.name === 'RightBrace' ? open.pop() : undefined;
    const to = from === undefined ? 0 : lineOf(startOffset) - 1;
    if (from !== undefined && to > from) found.push({ from, to, kind: 'block' });
  }
  const comments = parsed.comments.map(({ startOffset }) => lineOf(startOffset));
  for (let index = 0; index < comments.length; ) {
    let end = index;
    while (comments[end + 1] === comments[end]! + 1) end++;
    if (end > index) found.push({ from: comments[index]!, to: comments[end]!, kind: 'comment' });
    index = end + 1;
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}
