import { type ILexerConfig, type ILexingResult, Lexer } from 'chevrotain';
import { ALL_TOKENS } from './tokens.ts';

/** The definitions are validated by their tests: that takes as long as all else that makes a lexer. */
const LEXER_CONFIG: ILexerConfig = {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: true,
};

let lexer: Lexer | undefined;

/** Splits a text into tokens; comments come apart, in `groups.comments`. The lexer is made at the first call. */
export function tokenize(text: string): ILexingResult {
  lexer ??= new Lexer(ALL_TOKENS, LEXER_CONFIG);
  const result = lexer.tokenize(text);
  // Offset-only tracking is three times as fast as full tracking, but leaves the ends out that tree locations need.
  for (const token of result.tokens) token.endOffset = token.startOffset + token.image.length - 1;
  return result;
}
