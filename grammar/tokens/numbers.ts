import { createToken, Lexer } from 'chevrotain';

/** Anything that stands for a number in an expression. */
export const NumberLiteral = createToken({ name: 'NumberLiteral', pattern: Lexer.NA, label: 'a number' });

/** An address: `0x7fff_0000_0000`. */
export const Hex = createToken({
  name: 'Hex',
  pattern: /0x[0-9a-fA-F][0-9a-fA-F_]*(?!\w)/,
  categories: [NumberLiteral],
  label: 'an address such as 0x1000',
});

/** A size in binary units: `4K`, `62M`, `1G`, `1T`, `1P`. */
export const Size = createToken({
  name: 'SizeLiteral',
  pattern: /\d[\d_]*[KMGTP](?!\w)/,
  categories: [NumberLiteral],
  label: 'a size such as 2M',
});

/** A whole number: `65_530`. */
export const Integer = createToken({
  name: 'Integer',
  pattern: /\d[\d_]*(?!\w|\.\d)/,
  categories: [NumberLiteral],
  label: 'a whole number',
});

/** A fraction such as `0.5`, or a kernel version such as `6.18`. */
export const Decimal = createToken({
  name: 'Decimal',
  pattern: /\d+\.\d+(?![\w.]|-[A-Za-z])/,
  categories: [NumberLiteral],
  label: 'a number such as 0.5',
});

/** A kernel version that is not also a number: `6.12-stable`, `6.18.44`. */
export const Version = createToken({
  name: 'Version',
  pattern: /\d+\.\d+(?:\.\d+(?:-[A-Za-z][\w.]*)?|-[A-Za-z][\w.]*)(?!\w)/,
  label: 'a version such as 6.18',
});

/** A share: `55%`. */
export const PercentLiteral = createToken({
  name: 'PercentLiteral',
  pattern: /\d+(?:\.\d+)?%/,
  label: 'a percentage such as 55%',
});

/**
 * A commit that begins with a digit: `96204e15310c`; the others lex as identifiers. An address without its 0x looks
 * the same, so it may stand for a number as well, and is told what it lacks.
 */
export const CommitHash = createToken({
  name: 'CommitHash',
  pattern: /(?=[0-9a-f]{7,40}(?!\w))\d[0-9a-f]*[a-f][0-9a-f]*/,
  start_chars_hint: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  categories: [NumberLiteral],
  label: 'a commit',
});

/** Something that begins like a number and is none: `8MB`, `1.5G`, `0xfg`. The checker says what is wrong. */
export const BadNumber = createToken({
  name: 'BadNumber',
  pattern: /\d[\w.]*\w|\d/,
  categories: [NumberLiteral],
  label: 'a number',
});

/** Numbers in lexing order: the longer forms first. */
export const NUMBER_TOKENS = [PercentLiteral, Hex, CommitHash, Version, Decimal, Size, Integer, BadNumber];
