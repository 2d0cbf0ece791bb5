import type { FormatWord } from './words.ts';

/** Blanks between two words of one line, and whether a column of a table ends between them. */
export interface Gap {
  readonly blanks: 0 | 1 | 2;
  readonly column: boolean;
}

const NONE: Gap = { blanks: 0, column: false };
const ONE: Gap = { blanks: 1, column: false };
const TWO: Gap = { blanks: 2, column: false };
const CLAUSE_COLUMN: Gap = { blanks: 2, column: true };
const BRACE_COLUMN: Gap = { blanks: 1, column: true };

/** Clauses that stand two blanks apart; `of` and flags stay with the word before them. */
const WIDE_CLAUSES = new Set(['amountClause', 'atClause', 'protClause', 'guestClause']);
/** Rules whose parentheses group; elsewhere a parenthesis belongs to the name before it. */
const GROUPING = new Set(['factor', 'tuple', 'zippedSweep']);
const TIGHT_BEFORE = new Set(['Comma', 'RightParen', 'Dot', 'DotDot', 'Colon']);
const TIGHT_AFTER = new Set(['LeftParen', 'Dot', 'DotDot']);
/** A sum whose `+` must not look like that of `+4K`, the length of a range. */
const SUM_STEP = 'addressStep';

/** What stands between two words of one line. Members of blocks are set apart by their caller. */
export function gapBetween(before: FormatWord, word: FormatWord): Gap {
  if (word.type === 'LeftBrace') return BRACE_COLUMN;
  if (before.type === 'LeftBrace' || word.type === 'RightBrace') return ONE;
  if (TIGHT_BEFORE.has(word.type)) return wouldMerge(before, word) ? ONE : NONE;
  if (TIGHT_AFTER.has(before.type) || isTightPair(before, word)) return NONE;
  if (word.type === 'For' && word.rule === 'expectation') return CLAUSE_COLUMN;
  return word.first && WIDE_CLAUSES.has(word.rule) && word.type !== 'Of' ? TWO : ONE;
}

/** What stands between two members that share a line. */
export const BETWEEN_MEMBERS: Gap = CLAUSE_COLUMN;

/** `0.5` and `..`, `2` and `.`, anything odd and a dot: without a blank the lexer would read one number. */
function wouldMerge(before: FormatWord, { type, text }: FormatWord): boolean {
  if (!text.startsWith('.')) return false;
  const takesDots = before.type === 'BadNumber' || /\.\d/.test(before.text);
  return takesDots || (type === 'Dot' && /^\d/.test(before.text));
}

function isTightPair(before: FormatWord, word: FormatWord): boolean {
  if (isSign(before)) return true;
  if (word.rule === 'libraryName' && before.rule === 'libraryName') return true;
  if (word.type === 'LeftParen') return !GROUPING.has(word.rule);
  if (word.type === 'Equals' || before.type === 'Equals')
    return (word.type === 'Equals' ? word : before).rule === 'policyOption';
  return word.type === 'Modulo' && word.rule === 'fill';
}

/** A sign that belongs to what follows it: `-4K`, `brk +8M`, `0x2000 +4K`. */
function isSign({ type, rule }: FormatWord): boolean {
  if (type === 'Minus') return rule === 'factor' || rule === 'brk';
  return (type === 'LengthPlus' && rule !== SUM_STEP) || (type === 'Plus' && rule === 'brk');
}

/** A word as it is printed: addresses in small letters, grouped by four digits from the right. */
export function printed({ type, text }: FormatWord): string {
  if (type !== 'Hex') return text;
  const digits = text.slice(2).replaceAll('_', '').toLowerCase();
  return `0x${digits.replace(/(?<=.)(?=(?:.{4})+$)/g, '_')}`;
}
