import type { IToken } from 'chevrotain';
import { KEYWORD_TOKENS } from '../../../grammar/tokens.ts';
import type { Span } from '../checked-scenario.ts';
import type { DocumentText } from './document.ts';
import type { NameKind, NameUse } from './names.ts';

/** How a stretch of text is coloured; the names are those of the language server protocol. */
export const TOKEN_KINDS = [
  'comment',
  'keyword',
  'property',
  'string',
  'number',
  'operator',
  'type',
  'class',
  'variable',
  'parameter',
  'function',
  'enumMember',
  'namespace',
] as const;

/** One of {@link TOKEN_KINDS}. */
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** A coloured stretch. */
export interface SemanticToken {
  readonly span: Span;
  readonly kind: TokenKind;
}

const NAMES: Readonly<Record<NameKind, TokenKind>> = {
  machine: 'type',
  device: 'class',
  file: 'class',
  source: 'class',
  region: 'property',
  scenario: 'string',
  mapping: 'variable',
  variable: 'parameter',
  stream: 'namespace',
  policy: 'function',
  option: 'property',
  metric: 'function',
  include: 'string',
  library: 'string',
};

const OPERATORS = new Set([
  'Comparison',
  'Equals',
  'LengthPlus',
  'Plus',
  'Minus',
  'TimesSign',
  'Slash',
  'Modulo',
  'DotDot',
]);
const PLAIN = new Set(['LeftBrace', 'RightBrace', 'LeftParen', 'RightParen', 'Dot', 'Comma', 'Colon']);
const TOPICS = new Map(
  Object.entries(KEYWORD_TOKENS).flatMap(([topic, tokens]) =>
    tokens.map(({ name }) => [name, topic] as const),
  ),
);

/** Every stretch of a text that has a colour, in order, without overlaps. */
export function semanticTokens({ file, parsed, names }: DocumentText): SemanticToken[] {
  const coloured = [...names].sort((a, b) => a.span.start - b.span.start);
  const tokens = parsed.tokens.flatMap((token) => tokenColour(file, token));
  const free = withoutNames(tokens, coloured);
  const comments = parsed.comments.map(
    (token): SemanticToken => ({ span: spanOf(file, token), kind: 'comment' }),
  );
  const own = coloured.map(({ span, kind }): SemanticToken => ({ span, kind: NAMES[kind] }));
  return [...free, ...own, ...comments].sort((a, b) => a.span.start - b.span.start);
}

/** Tokens that no name covers: `qemu-9.2` is one name of three tokens. Both lists are in order. */
function withoutNames(tokens: readonly SemanticToken[], names: readonly NameUse[]): SemanticToken[] {
  let next = 0;
  return tokens.filter(({ span }) => {
    while (next < names.length && names[next]!.span.end <= span.start) next++;
    const name = names[next];
    return !name || name.span.start >= span.end;
  });
}

function tokenColour(file: string, token: IToken): SemanticToken[] {
  const { name } = token.tokenType;
  if (PLAIN.has(name)) return [];
  return [{ span: spanOf(file, token), kind: kindOf(name) }];
}

function kindOf(name: string): TokenKind {
  if (OPERATORS.has(name)) return 'operator';
  if (name === 'QuotedText' || name === 'OpenText') return 'string';
  if (name === 'Variable' || name === 'BareDollar') return 'parameter';
  const topic = TOPICS.get(name);
  if (topic !== undefined) return topic === 'machine' || topic === 'device' ? 'property' : 'keyword';
  return name === 'Identifier' ? 'enumMember' : 'number';
}

function spanOf(file: string, { startOffset, image }: IToken): Span {
  return { file, start: startOffset, end: startOffset + image.length };
}
