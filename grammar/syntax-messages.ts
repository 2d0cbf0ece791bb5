import { EOF, type IParserErrorMessageProvider, type TokenType } from 'chevrotain';

/**
 * How many problems one text may have. Recovery takes stack and time for every problem in a block, and nobody reads
 * thousands.
 */
export const MOST_PROBLEMS = 200;

/** Thrown out of the parser when a text has more problems than {@link MOST_PROBLEMS}. */
export class TooManyProblems extends Error {}

/** The messages of a parser, and a way to count its problems anew. */
export interface SyntaxMessages extends IParserErrorMessageProvider {
  readonly restart: () => void;
}

/** Chevrotain carries messages as text only; here the text is the list of expected tokens, read back below. */
export function syntaxMessages(): SyntaxMessages {
  let count = 0;
  const encode = (tokens: readonly TokenType[]): string => {
    count++;
    if (count > MOST_PROBLEMS) throw new TooManyProblems();
    return JSON.stringify([...new Map(tokens.map((token) => [token.name, labelOf(token)]))]);
  };
  return {
    restart: () => {
      count = 0;
    },
    buildMismatchTokenMessage: ({ expected }) => encode([expected]),
    buildNotAllInputParsedMessage: () => encode([]),
    buildNoViableAltMessage: ({ expectedPathsPerAlt }) => encode(expectedPathsPerAlt.flatMap(firsts)),
    buildEarlyExitMessage: ({ expectedIterationPaths }) => encode(firsts(expectedIterationPaths)),
  };
}

/** The tokens that a message lists: name and label of each. */
export function expectedTokens(message: string): readonly (readonly [string, string])[] {
  return JSON.parse(message);
}

function firsts(paths: readonly TokenType[][]): TokenType[] {
  return paths.flatMap((path) => path.slice(0, 1));
}

function labelOf(token: TokenType): string {
  return token === EOF ? 'the end of the file' : (token.LABEL ?? token.name);
}
