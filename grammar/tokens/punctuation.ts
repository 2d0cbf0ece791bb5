import { createToken, Lexer } from 'chevrotain';

/** Blanks, line ends and the byte order mark: they separate words and mean nothing else. */
export const Blank = createToken({
  name: 'Blank',
  pattern: /[\s\uFEFF]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
/** From `#` to the end of the line. */
export const Comment = createToken({ name: 'Comment', pattern: /#[^\n\r]*/, group: 'comments' });

/** Text between double quotes, on one line; `\"` and `\\` are the only escapes. */
export const QuotedText = createToken({
  name: 'QuotedText',
  pattern: /"(?:[^"\\\n\r]|\\["\\])*"/,
  label: 'a text in double quotes',
});
/** A text that no quote closes on its line. */
export const OpenText = createToken({
  name: 'OpenText',
  pattern: /"[^\n\r]*/,
  label: 'a text in double quotes',
});

export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{', label: "'{'" });
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}', label: "'}'" });
export const LeftParen = createToken({ name: 'LeftParen', pattern: '(', label: "'('" });
export const RightParen = createToken({ name: 'RightParen', pattern: ')', label: "')'" });
export const DotDot = createToken({ name: 'DotDot', pattern: '..', label: "'..'" });
export const Dot = createToken({ name: 'Dot', pattern: '.', label: "'.'" });
export const Comma = createToken({ name: 'Comma', pattern: ',', label: "','" });
export const Colon = createToken({ name: 'Colon', pattern: ':', label: "':'" });

/** `==`, `!=`, `<=`, `>=`, `<`, `>`. */
export const Comparison = createToken({ name: 'Comparison', pattern: /[=!<>]=|[<>]/, label: "'=='" });
export const Equals = createToken({ name: 'Equals', pattern: '=', label: "'='" });

/**
 * The `+` of `0x2000 +4K`: a blank before it and none after. It says how long a range is, where `0x2000 + 4K` is a
 * sum.
 */
export const LengthPlus = createToken({
  name: 'LengthPlus',
  pattern: /(?<=\s)\+(?=[\w$(])/,
  start_chars_hint: ['+'],
  label: "'+' and a size, as in +4K",
});
export const Plus = createToken({ name: 'Plus', pattern: '+', label: "'+'" });
export const Minus = createToken({ name: 'Minus', pattern: '-', label: "'-'" });
export const Times = createToken({ name: 'TimesSign', pattern: '*', label: "'*'" });
export const Slash = createToken({ name: 'Slash', pattern: '/', label: "'/'" });
export const Modulo = createToken({ name: 'Modulo', pattern: '%', label: "'%'" });

/** Signs in lexing order: the longer forms first. */
export const PUNCTUATION_TOKENS = [
  QuotedText,
  OpenText,
  LeftBrace,
  RightBrace,
  LeftParen,
  RightParen,
  DotDot,
  Dot,
  Comma,
  Colon,
  Comparison,
  Equals,
  LengthPlus,
  Plus,
  Minus,
  Times,
  Slash,
  Modulo,
];
