import { type ILexerConfig, type ILexingResult, type IToken, Lexer } from 'chevrotain';
import { ALL_TOKENS } from './tokens.ts';

/** The definitions are validated by their tests: that takes as long as all else that makes a lexer. */
const LEXER_CONFIG: ILexerConfig = {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: true,
};

let lexer: Lexer | undefined;

/**
 * Splits a text into tokens; comments come apart, in `groups.comments`. The lexer is made at the first call.
 * @param from - what the offsets of tokens and comments count from; those of errors count from 0.
 */
export function tokenize(text: string, from = 0): ILexingResult {
  lexer ??= new Lexer(ALL_TOKENS, LEXER_CONFIG);
  const result = lexer.tokenize(text);
  // Offset-only tracking is three times as fast as full tracking, but leaves the ends out that tree locations need.
  for (const token of result.tokens) place(token, from);
  for (const comment of result.groups.comments ?? []) place(comment, from);
  return result;
}

function place(token: IToken, from: number): void {
  token.startOffset += from;
  token.endOffset = token.startOffset + token.image.length - 1;
}
