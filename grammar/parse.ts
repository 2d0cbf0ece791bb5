import type { IToken } from 'chevrotain';
import { tokenize } from './lexer.ts';
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
}

/** Parses one file. Never throws: the tree has gaps where the text is wrong. */
export function parseTree(text: string): ParsedText {
  const { tokens, groups, errors } = tokenize(text);
  const parser = scenarioParser();
  parser.input = tokens;
  const tree = parser.scenarioFile();
  return {
    tree,
    tokens,
    comments: groups.comments ?? [],
    strays: errors.map(({ offset, length }) => ({ start: offset, end: offset + length })),
    problems: syntaxProblems(parser.errors, tokens, text.length),
  };
}
