import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import type { IToken, TokenType } from 'chevrotain';
import { tokenize } from '../../../grammar/lexer.ts';
import { KEYWORD_TOKENS } from '../../../grammar/tokens.ts';

/** The language's words, by how they are coloured. */
const DECLARING = new Set<TokenType>(KEYWORD_TOKENS.declaration);
const CALLS = new Set<TokenType>(KEYWORD_TOKENS.statement);
const SETTINGS = new Set<TokenType>(Object.values(KEYWORD_TOKENS).flat());

interface LineState {
  /** What is left of the line, by where it begins. */
  pieces: { readonly start: number; readonly end: number; readonly style: string | null }[];
}

/** Colours by the language's own lexer; none of its tokens goes over a line end. */
export const scenarioLanguage = StreamLanguage.define<LineState>({
  name: 'scenario',
  startState: () => ({ pieces: [] }),
  token: (stream, state) => {
    if (stream.sol()) state.pieces = piecesOf(stream.string);
    return nextPiece(stream, state);
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['{', '(', '"'] } },
});

function nextPiece(stream: StringStream, state: LineState): string | null {
  const piece = state.pieces.find(({ end }) => end > stream.pos);
  if (!piece) stream.skipToEnd();
  else stream.pos = piece.start > stream.pos ? piece.start : piece.end;
  return piece && piece.end === stream.pos ? piece.style : null;
}

function piecesOf(line: string): LineState['pieces'] {
  const { tokens, groups } = tokenize(line);
  const all = [...tokens, ...(groups.comments ?? [])];
  return all
    .map((token) => ({
      start: token.startOffset,
      end: token.startOffset + token.image.length,
      style: styleOf(token),
    }))
    .sort((a, b) => a.start - b.start);
}

function styleOf({ tokenType, image }: IToken): string | null {
  const { name } = tokenType;
  if (name === 'Comment') return 'comment';
  if (name === 'QuotedText' || name === 'OpenText') return 'string';
  if (name === 'Variable') return 'variableName';
  if (DECLARING.has(tokenType)) return 'definitionKeyword';
  if (CALLS.has(tokenType)) return 'keyword';
  if (SETTINGS.has(tokenType)) return 'propertyName';
  return /^\d/.test(image) ? 'number' : null;
}

/** Colours as variables, so that the page's light and dark decide them. */
export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
    { tag: tags.string, color: 'var(--code-string)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
    { tag: [tags.definitionKeyword, tags.moduleKeyword], color: 'var(--code-keyword)', fontWeight: '600' },
    { tag: [tags.keyword, tags.controlKeyword], color: 'var(--code-keyword)' },
    { tag: tags.propertyName, color: 'var(--code-property)' },
    { tag: tags.variableName, color: 'var(--code-variable)' },
  ]),
);
