import type { Draw } from './writer.ts';

/** Pieces that are likely to hurt: signs, halves of tokens, words in the wrong place, odd characters. */
export const PIECES: readonly string[] = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '"',
    '$',
    '#',
    '+',
    '-',
    '..',
    '.',
    ',',
    '=',
    '==',
    '%',
    ':',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
  ],
  ...[
    'mmap',
    'scenario',
    'repeat',
    'sweep',
    'expect',
    'of',
    'length',
    'at',
    'any',
    'bar',
    '0x',
    '4K',
    '8MB',
    '$x',
  ],
  ...['\u0000', '\uFEFF', '漢', '😀', '\u202e', '\u2028', '1e9', '9'.repeat(30), '__proto__', 'constructor'],
];

/** A text with one to six random edits: pieces put in, stretches removed, doubled or swapped. */
export function mutateText(text: string, draw: Draw): string {
  let result = text;
  for (let count = 1 + draw(6); count > 0; count--) result = edit(result, draw);
  return result;
}

function edit(text: string, draw: Draw): string {
  const at = draw(text.length + 1);
  const end = Math.min(text.length, at + draw(draw(4) === 0 ? 60 : 4));
  const [before, cut, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  switch (draw(4)) {
    case 0:
      return before + after;
    case 1:
      return before + cut + cut + after;
    case 2:
      return before + PIECES[draw(PIECES.length)]! + cut + after;
    default:
      return before + PIECES[draw(PIECES.length)]! + after;
  }
}
