import type { TokenType } from 'chevrotain';
import { ALL_TOKENS, KEYWORD_TOKENS } from '../tokens.ts';

/** A token of the lexer with the scope that editors' grammars give it. */
export interface ScopedToken {
  readonly token: TokenType;
  /** In TextMate's words, without the language's name at the end. */
  readonly scope: string;
  /** The words of the language have fixed texts; everything else a pattern. */
  readonly word?: string;
}

const TOPICS: Readonly<Record<string, string>> = {
  declaration: 'storage.type',
  machine: 'support.type.property-name',
  device: 'support.type.property-name',
  scenario: 'keyword.other',
  statement: 'keyword.control',
};

const OTHERS: Readonly<Record<string, string>> = {
  Comment: 'comment.line.number-sign',
  QuotedText: 'string.quoted.double',
  OpenText: 'invalid.illegal.open-text',
  BadNumber: 'invalid.illegal.number',
  BareDollar: 'invalid.illegal.dollar',
  Variable: 'variable.parameter',
  Identifier: 'variable.other',
  Hex: 'constant.numeric.hex',
  SizeLiteral: 'constant.numeric.size',
  Integer: 'constant.numeric.integer',
  Decimal: 'constant.numeric.decimal',
  Version: 'constant.numeric.version',
  PercentLiteral: 'constant.numeric.percent',
  CommitHash: 'constant.other.commit',
  LeftBrace: 'punctuation.section.block.begin',
  RightBrace: 'punctuation.section.block.end',
  LeftParen: 'punctuation.section.parens.begin',
  RightParen: 'punctuation.section.parens.end',
  DotDot: 'keyword.operator.range',
  Dot: 'punctuation.accessor',
  Comma: 'punctuation.separator.comma',
  Colon: 'punctuation.separator.colon',
  Comparison: 'keyword.operator.comparison',
  Equals: 'keyword.operator.assignment',
  LengthPlus: 'keyword.operator.length',
};

const WORDS = new Map(
  Object.entries(KEYWORD_TOKENS).flatMap(([topic, tokens]) =>
    tokens.map((token) => [token, TOPICS[topic]!] as const),
  ),
);

/** Every token that stands in a text, in the order in which the lexer tries them; blanks are left out. */
export const SCOPED_TOKENS: readonly ScopedToken[] = ALL_TOKENS.filter(
  ({ name, PATTERN }) => name !== 'Blank' && (typeof PATTERN === 'string' || isPattern(PATTERN)),
).map((token) => {
  const topic = WORDS.get(token);
  const word = typeof token.PATTERN === 'string' && topic !== undefined ? token.PATTERN : undefined;
  const scope = topic ?? OTHERS[token.name] ?? 'keyword.operator.arithmetic';
  return { token, scope, ...(word !== undefined && { word }) };
});

function isPattern(pattern: unknown): boolean {
  return pattern instanceof RegExp && pattern.source !== 'NOT_APPLICABLE';
}

/** One rule of an editor's grammar. */
export interface ScopeRule {
  /** A JavaScript pattern. */
  readonly pattern: string;
  readonly scope: string;
}

/** A word gives way to a longer name, as in the lexer: `file` to `file-cache`. */
const WORD_END = '(?![\\w]|-\\w)';

/** The rules of an editor's grammar in order; neighbouring words of one scope share a rule. */
export function scopeRules(): ScopeRule[] {
  const rules: ScopeRule[] = [];
  let words: string[] = [];
  for (const [index, { token, scope, word }] of SCOPED_TOKENS.entries()) {
    if (word === undefined) {
      rules.push({ pattern: patternOf(token), scope });
      continue;
    }
    words.push(word);
    const next = SCOPED_TOKENS[index + 1];
    if (next?.word !== undefined && next.scope === scope) continue;
    rules.push({ pattern: `(?:${words.join('|')})${WORD_END}`, scope });
    words = [];
  }
  return rules;
}

function patternOf({ PATTERN }: TokenType): string {
  return PATTERN instanceof RegExp ? PATTERN.source : String(PATTERN).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A pattern in which letters and digits are those of ASCII, as JavaScript has them, for engines that know others. */
export function asciiPattern(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\[\s\S]|\[|\]/g, (piece) => {
    if (piece === '[') inClass = true;
    if (piece === ']') inClass = false;
    const set = { '\\w': '0-9A-Za-z_', '\\d': '0-9' }[piece];
    if (set === undefined) return piece;
    return inClass ? set : `[${set}]`;
  });
}
