import type { IToken } from 'chevrotain';
import { tokenize } from './lexer.ts';
import { tooDeepAt } from './nesting.ts';
import { type FileTree, scenarioParser } from './parser.ts';
import { type Extent, type SyntaxProblem, syntaxProblems } from './syntax-problems.ts';

/** What a text yields: a tree (with gaps where it is wrong), its tokens and comments, and all that is wrong. */
export interface ParsedText {
  readonly tree: FileTree;
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
  /** Characters with no meaning in the language. */
  readonly strays: readonly Extent[];
  readonly problems: readonly SyntaxProblem[];
  /** Where the text nests deeper than anything sensible; what follows is not parsed. */
  readonly tooDeep?: Extent;
}

/** Parses one file. Never throws: the tree has gaps where the text is wrong. */
export function parseTree(text: string): ParsedText {
  const { tokens: all, groups, errors } = tokenize(text);
  const cut = tooDeepAt(all);
  const tokens = cut < 0 ? all : all.slice(0, cut);
  const parser = scenarioParser();
  parser.input = tokens;
  const tree = parser.scenarioFile();
  return {
    tree,
    tokens,
    comments: groups.comments ?? [],
    strays: errors.map(({ offset, length }) => ({ start: offset, end: offset + length })),
    problems: syntaxProblems(parser.errors, tokens, text.length),
    ...(cut >= 0 && { tooDeep: { start: all[cut]!.startOffset, end: all[cut]!.startOffset + 1 } }),
  };
}
