import type { SyntaxProblem } from '../../../grammar/syntax-problems.ts';
import { nearest } from '../check/nearest.ts';
import type { Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { oneOf } from './syntax.ts';
import { BLOCKS, beginsStatement, isKeyword, STATEMENT_WORDS } from './words.ts';

/** Says what one syntax problem is, from the most telling reading to the plainest. */
export function explain(problem: SyntaxProblem, span: Span, report: Report): void {
  const explained =
    asLength(problem, span, report) ||
    asReservedName(problem, span, report) ||
    asStrayWord(problem, span, report) ||
    asStrayNumber(problem, span, report);
  if (explained) return;
  const { labels, found } = problem;
  report('PL1001', span, { expected: oneOf(labels), found: found.text, hint: plainHint(problem) });
}

/** `0x1000 +4K` where a sum was meant. */
function asLength({ found, previous, next }: SyntaxProblem, span: Span, report: Report): boolean {
  if (found.name !== 'LengthPlus' || !previous) return false;
  report('PL1012', span, { text: next?.text ?? '…', left: previous.text });
  return true;
}

/** A keyword where a name belongs. */
function asReservedName({ expected, found, next }: SyntaxProblem, span: Span, report: Report): boolean {
  if (next?.name === 'Equals' && isKeyword(found.text)) {
    report('PL1008', span, { text: found.text });
    return true;
  }
  if (!expected.includes('Name') || !isKeyword(found.text) || beginsStatement(found.text)) return false;
  if (expected.length > 1) return false;
  report('PL1008', span, { text: found.text });
  return true;
}

/** A word that no statement or setting begins with, or a misspelt clause. */
function asStrayWord(problem: SyntaxProblem, span: Span, report: Report): boolean {
  const rule = problem.rules.at(-1) ?? '';
  const block = BLOCKS[rule];
  const { found, expected, previous } = problem;
  if (block && /^[A-Za-z_]/.test(found.text) && expected.includes('RightBrace')) {
    report('PL1009', span, { found: found.text, block: block.name, hint: wordHint(found.text, block.words) });
    return true;
  }
  if (!['scenarioDeclaration', 'block', 'assignable', 'scenarioFile'].includes(rule)) return false;
  // `bogus gpu.bar2`: the parser took the first word for a mapping's name and misses its '='.
  const missesEquals = rule === 'assignable' && expected.includes('Equals') && previous;
  const word = missesEquals ? previous : found;
  if (!/^[A-Za-z_]/.test(word.text)) return false;
  const place: Span = { file: span.file, start: word.extent.start, end: word.extent.end };
  report('PL1010', place, { found: word.text, hint: statementHint(word.text, found.text) });
  return true;
}

function statementHint(word: string, next: string): string {
  if (next === 'mmap' || next === 'mremap') return `a name is given with '=': '${word} = ${next} …'`;
  return wordHint(word, STATEMENT_WORDS);
}

function wordHint(word: string, words: readonly string[]): string {
  const numbered = /^bar(\d)$/.exec(word);
  if (numbered && words.includes('bar')) return `write 'bar ${numbered[1]} { … }'`;
  const close = nearest(word, words);
  return close ? `did you mean '${close}'?` : `known: ${words.join(', ')}`;
}

/** `mmap gpu.bar2 8K`: a number behind a complete statement. */
function asStrayNumber({ found, rules }: SyntaxProblem, span: Span, report: Report): boolean {
  const rule = rules.at(-1) ?? '';
  const stands = /^[\d$(]/.test(found.text) || found.text === '+' || found.text === '-';
  if (!stands || !['scenarioDeclaration', 'block', 'scenarioFile'].includes(rule)) return false;
  report('PL1013', span, {
    text: found.text,
    hint: "say what it is: 'length 8K', 'offset 8K', 'at 0x7000_0000_0000', 'of 2M'",
  });
  return true;
}

function plainHint({ expected, found, rules }: SyntaxProblem): string {
  if (expected.includes('LengthPlus')) return "a range is written with its length: '0x2000 +4K'";
  if (expected.includes('NumberLiteral'))
    return 'a number is a size such as 2M, an address such as 0x1000, a $variable';
  if (expected.includes('QuotedText')) return 'texts stand between double quotes: "MSI-X table"';
  if (expected.includes('Colon')) return "an arm is written '55%: mmap anon of 2M'";
  if (expected.includes('On')) return "say 'on' or 'off'";
  if (expected.includes('LeftBrace')) return "its contents stand between '{' and '}'";
  if (rules.at(-1) === 'arm') return "an arm is written '55%: munmap any', or '55%: { … }'";
  if (found.text === '}') return 'something is missing before it';
  return `put ${expected.length === 1 ? 'it' : 'one of them'} here`;
}
