import { createTokenInstance, type IToken, type TokenType } from 'chevrotain';
import { tokenize } from './lexer.ts';
import { tooDeepAt } from './nesting.ts';
import { type FileTree, soundParser } from './parser.ts';
import { cutPieces, type Piece } from './pieces.ts';
import { ScenarioWord } from './tokens/declarations.ts';
import { BareDollar } from './tokens/names.ts';
import { BadNumber } from './tokens/numbers.ts';
import { LeftBrace, OpenText, QuotedText, RightBrace } from './tokens/punctuation.ts';

/** One piece of a sound text; offsets count from the beginning of the text. */
export interface ParsedPiece {
  readonly piece: Piece;
  /** A piece of a scenario is parsed as a scenario of its own: the first declaration of a piece that continues one. */
  readonly tree: FileTree;
  readonly comments: readonly IToken[];
  /** The first token that the text has here. */
  readonly first: IToken | undefined;
}

/**
 * Parses a text piece by piece, without recovery, and drops each tree when `take` has seen it. `false`: the text has a
 * mistake of form, or one of its pieces does; only a parse of the whole with recovery can say which.
 * @param length - characters a piece has at least.
 */
export function parsePieces(text: string, take: (parsed: ParsedPiece) => void, length?: number): boolean {
  const pieces = cutPieces(text, length);
  if (!pieces) return false;
  for (const piece of pieces) {
    const parsed = parsePiece(text, piece);
    if (!parsed) return false;
    take(parsed);
  }
  return true;
}

function parsePiece(text: string, piece: Piece): ParsedPiece | undefined {
  const { tokens, groups, errors } = tokenize(text.slice(piece.start, piece.end));
  if (errors.length > 0 || tokens.some(({ tokenType }) => UNSOUND.has(tokenType))) return undefined;
  const comments = groups.comments ?? [];
  for (const token of tokens) shift(token, piece.start);
  for (const token of comments) shift(token, piece.start);
  const [first] = tokens;
  const whole = completed(tokens, piece);
  if (tooDeepAt(whole) >= 0) return undefined;
  const tree = parseSound(whole);
  if (!tree || (piece.opens && !endsInScenario(tree))) return undefined;
  return { piece, tree, comments, first };
}

/** Tokens that lex, but mean nothing. */
const UNSOUND: ReadonlySet<TokenType> = new Set([BadNumber, OpenText, BareDollar]);

function shift(token: IToken, by: number): void {
  token.startOffset += by;
  if (token.endOffset !== undefined) token.endOffset += by;
}

/** The tokens with the beginning and the end of the scenario that they are the middle of. */
function completed(tokens: readonly IToken[], { start, end, continues, opens }: Piece): IToken[] {
  if (!continues && !opens) return tokens as IToken[];
  const made = (type: TokenType, image: string, at: number) =>
    createTokenInstance(type, image, at, at, NaN, NaN, NaN, NaN);
  const opening = [
    made(ScenarioWord, 'scenario', start),
    made(QuotedText, '""', start),
    made(LeftBrace, '{', start),
  ];
  return [...(continues ? opening : []), ...tokens, ...(opens ? [made(RightBrace, '}', end - 1)] : [])];
}

function parseSound(tokens: IToken[]): FileTree | undefined {
  const { parser, messages } = soundParser();
  messages.restart();
  parser.input = tokens;
  const tree = parser.scenarioFile();
  return parser.errors.length > 0 ? undefined : tree;
}

/** Only a scenario may be cut: the brace that is still open must be one's. */
function endsInScenario({ children }: FileTree): boolean {
  const last = children.declaration?.at(-1);
  return last !== undefined && 'children' in last && last.children.scenarioDeclaration !== undefined;
}
