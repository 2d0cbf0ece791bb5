import type { IRecognitionException, IToken } from 'chevrotain';
import { tokenize } from './lexer.ts';
import { tooDeepAt } from './nesting.ts';
import { type FileTree, scenarioParser } from './parser.ts';
import { TooManyProblems } from './syntax-messages.ts';
import { type Extent, type SyntaxProblem, syntaxProblems } from './syntax-problems.ts';

/** What a text yields: a tree (with gaps where it is wrong), its tokens and comments, and all that is wrong. */
export interface ParsedText {
  readonly tree: FileTree;
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
  /** Characters with no meaning in the language. */
  readonly strays: readonly Extent[];
  readonly problems: readonly SyntaxProblem[];
  /** Where reading stopped before the end of the text, and why. */
  readonly stopped?: Extent & { readonly reason: 'nesting' | 'problems' };
}

/**
 * Parses one file. Never throws: the tree has gaps where the text is wrong.
 * @param from - offset between declarations, where reading begins.
 */
export function parseTree(text: string, from = 0): ParsedText {
  const { tokens: all, groups, errors: strays } = tokenize(text.slice(from), from);
  const deep = tooDeepAt(all);
  const shallow = deep < 0 ? all : all.slice(0, deep);
  const { tree, tokens, errors } = parseTokens(shallow);
  const end = all[tokens.length];
  const reason = tokens.length < shallow.length ? 'problems' : 'nesting';
  return {
    tree,
    tokens,
    comments: groups.comments ?? [],
    strays: strays.map(({ offset, length }) => ({ start: from + offset, end: from + offset + length })),
    problems: syntaxProblems(errors, tokens, text.length),
    ...(end && {
      stopped: { start: end.startOffset, end: end.startOffset + end.image.length, reason },
    }),
  };
}

interface ParsedTokens {
  readonly tree: FileTree;
  readonly tokens: IToken[];
  readonly errors: readonly IRecognitionException[];
}

/** Parses tokens; where there are too many problems to recover from, only those before the last one told. */
function parseTokens(tokens: IToken[]): ParsedTokens {
  const { parser, messages } = scenarioParser();
  parser.input = tokens;
  messages.restart();
  try {
    const tree = parser.scenarioFile();
    return { tree, tokens, errors: parser.errors };
  } catch (error) {
    const last = parser.errors.at(-1);
    if (!(error instanceof TooManyProblems) || !last) throw error;
    return parseTokens(tokens.slice(0, tokens.indexOf(last.token)));
  }
}
