import type { TokenType } from 'chevrotain';
import { DECLARATION_TOKENS } from './tokens/declarations.ts';
import { DEVICE_TOKENS } from './tokens/device.ts';
import { MACHINE_TOKENS } from './tokens/machine.ts';
import { AnyWord, BareDollar, Identifier, Name, Variable } from './tokens/names.ts';
import { NUMBER_TOKENS, NumberLiteral } from './tokens/numbers.ts';
import { Blank, Comment, PUNCTUATION_TOKENS } from './tokens/punctuation.ts';
import { SCENARIO_TOKENS } from './tokens/scenario.ts';
import { Bit32, STATEMENT_TOKENS } from './tokens/statements.ts';

/** Every word of the language, by topic; editors colour by these lists. */
export const KEYWORD_TOKENS: Readonly<Record<string, readonly TokenType[]>> = {
  declaration: DECLARATION_TOKENS,
  machine: MACHINE_TOKENS,
  device: DEVICE_TOKENS,
  scenario: SCENARIO_TOKENS,
  statement: STATEMENT_TOKENS,
};

const keywords = Object.values(KEYWORD_TOKENS)
  .flat()
  .filter((token) => token !== Bit32)
  .sort((a, b) => String(b.PATTERN).length - String(a.PATTERN).length);

/**
 * Every token in lexing order: the first that matches wins. `32bit` begins like a number; longer
 * keywords come before their prefixes (`mmap_base`, `mmap`), and all give way to a longer identifier (`file-cache`).
 */
export const ALL_TOKENS: TokenType[] = [
  Blank,
  Comment,
  ...PUNCTUATION_TOKENS,
  Bit32,
  ...NUMBER_TOKENS,
  Variable,
  BareDollar,
  ...keywords,
  Identifier,
  Name,
  AnyWord,
  NumberLiteral,
];
