import { type ILexingResult, Lexer } from 'chevrotain';
import { ALL_TOKENS } from './tokens.ts';

let lexer: Lexer | undefined;

/** Splits a text into tokens; comments come apart, in `groups.comments`. The lexer is made at the first call. */
export function tokenize(text: string): ILexingResult {
  lexer ??= new Lexer(ALL_TOKENS, { positionTracking: 'onlyOffset', ensureOptimizations: true });
  return lexer.tokenize(text);
}
