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
 * Parses a text piece by piece, without recovery, and drops each tree when `take` has seen it.
 * @param length - characters a piece has at least.
 * @returns the text's length where it is sound. Otherwise a place between declarations: what was taken before it is
 *   sound, and behind it, but not in the first piece there, is a mistake of form that only a parse with recovery can tell.
 */
export function parsePieces(text: string, take: (parsed: ParsedPiece) => void, length?: number): number {
  const pieces = cutPieces(text, length);
  let [before, declaration] = [0, 0];
  for (const piece of pieces) {
    if (!piece.continues) [before, declaration] = [declaration, piece.start];
    const parsed = parsePiece(text, piece);
    if (!parsed) return before;
    take(parsed);
  }
  const last = pieces.at(-1);
  if (last?.end === text.length) return text.length;
  return last?.opens ? before : declaration;
}

function parsePiece(text: string, piece: Piece): ParsedPiece | undefined {
  const { tokens, groups, errors } = tokenize(text.slice(piece.start, piece.end), piece.start);
  if (errors.length > 0 || tokens.some(({ tokenType }) => UNSOUND.has(tokenType))) return undefined;
  const comments = groups.comments ?? [];
  const [first] = tokens;
  const whole = completed(tokens, piece);
  if (tooDeepAt(whole) >= 0) return undefined;
  const tree = parseSound(whole);
  if (!tree || (piece.opens && !endsInScenario(tree))) return undefined;
  return { piece, tree, comments, first };
}

/** Tokens that lex, but mean nothing. */
const UNSOUND: ReadonlySet<TokenType> = new Set([BadNumber, OpenText, BareDollar]);

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
