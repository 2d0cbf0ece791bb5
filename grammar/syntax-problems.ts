import type { IRecognitionException, IToken } from 'chevrotain';
import { expectedTokens } from './syntax-messages.ts';

/** A stretch of the text: offsets from 0, `end` exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A token as plain data. */
export interface FoundToken {
  readonly name: string;
  readonly text: string;
  readonly extent: Extent;
}

/** A place where the text leaves the grammar. */
export interface SyntaxProblem {
  /** Names of the tokens that could have stood here, without repeats. */
  readonly expected: readonly string[];
  /** The same, as a reader would say it: `'{'`, `a name`. */
  readonly labels: readonly string[];
  /** The token that stands here; its name is `EOF` where the text ends. */
  readonly found: FoundToken;
  /** The tokens before and behind it, where there are some. */
  readonly previous?: FoundToken;
  readonly next?: FoundToken;
  /** The grammar rules that were open, outermost first. */
  readonly rules: readonly string[];
}

/**
 * Turns the parser's exceptions into plain data.
 * @param tokens - the text's tokens in order; the one before a problem is looked up here, because the parser
 *   remembers the last token that it skipped.
 * @param textLength - where a problem at the end of the text is placed.
 */
export function syntaxProblems(
  errors: readonly IRecognitionException[],
  tokens: readonly IToken[],
  textLength: number,
): SyntaxProblem[] {
  return errors.map((error) => {
    const expected = expectedTokens(error.message);
    const found = plainToken(error.token, textLength);
    const index = countBefore(tokens, found.extent.start);
    const [previous, next] = [tokens[index - 1], tokens[index + 1]];
    return {
      expected: expected.map(([name]) => name),
      labels: [...new Set(expected.map(([, label]) => label))],
      found,
      rules: error.context.ruleStack,
      ...(previous && { previous: plainToken(previous, textLength) }),
      ...(next && { next: plainToken(next, textLength) }),
    };
  });
}

/** The end of the text has no offsets in Chevrotain (they are NaN). */
function plainToken(token: IToken, textLength: number): FoundToken {
  const start = Number.isFinite(token.startOffset) ? token.startOffset : textLength;
  return {
    name: token.tokenType.name,
    text: token.image,
    extent: { start, end: Math.min(start + token.image.length, textLength) },
  };
}

/** How many tokens begin before an offset; a bisection, because a broken file can have a problem a line. */
export function countBefore(tokens: readonly IToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.startOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
