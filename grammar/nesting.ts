import type { IToken } from 'chevrotain';

/** Levels of parentheses, braces and signs that a text may nest. The parser recurses; this keeps its stack small. */
export const DEEPEST_NESTING = 50;

/** The index of the first token that nests too deep, or -1. */
export function tooDeepAt(tokens: readonly IToken[]): number {
  let depth = 0;
  let signs = 0;
  return tokens.findIndex(({ tokenType: { name } }) => {
    if (name === 'LeftParen' || name === 'LeftBrace') depth++;
    if (name === 'RightParen' || name === 'RightBrace') depth = Math.max(0, depth - 1);
    signs = name === 'Minus' ? signs + 1 : 0;
    return depth > DEEPEST_NESTING || signs > DEEPEST_NESTING;
  });
}
