import type { SyntaxProblem } from '../../../grammar/syntax-problems.ts';
import type { Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { asMisplacedWord, asStrayWord, couldEnd } from './stray-words.ts';
import { oneOf } from './syntax.ts';
import { BLOCKS, beginsDeclaration, beginsStatement, isKeyword } from './words.ts';

/** Says what one syntax problem is, from the most telling reading to the plainest. */
export function explain(problem: SyntaxProblem, span: Span, report: Report): void {
  const explained =
    asLength(problem, span, report) ||
    asReservedName(problem, span, report) ||
    asMisplacedWord(problem, span, report) ||
    asStrayWord(problem, span, report) ||
    asStrayNumber(problem, span, report);
  if (explained) return;
  const { labels, found } = problem;
  const member = couldEnd(problem.expected) ? BLOCKS[problem.rules.at(-1) ?? '']?.member : undefined;
  const expected = member && labels.length === 1 ? oneOf([member, ...labels]) : oneOf(labels);
  report('PL1001', span, { expected, found: found.text, hint: plainHint(problem) });
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
  if (!expected.includes('Name') || !isKeyword(found.text) || begins(found.text)) return false;
  if (expected.length > 1) return false;
  report('PL1008', span, { text: found.text });
  return true;
}

/** `mmap gpu.bar2 8K`: a number behind a complete statement or setting. */
function asStrayNumber({ found, rules, expected }: SyntaxProblem, span: Span, report: Report): boolean {
  const block = BLOCKS[rules.at(-1) ?? ''];
  const stands = /^[\d$(]/.test(found.text) || found.text === '+' || found.text === '-';
  if (!block || !stands || !couldEnd(expected)) return false;
  const hint = block.holdsStatements
    ? "say what it is: 'length 8K', 'offset 8K', 'at 0x7000_0000_0000', 'of 2M'"
    : `put one of these words before it: ${block.words.join(', ')}`;
  report('PL1013', span, { text: found.text, hint });
  return true;
}

function plainHint({ expected, found, rules }: SyntaxProblem): string {
  if (found.text === '}')
    return rules.length === 1 ? "there is one '}' too many" : 'something is missing before it';
  if (expected.includes('LengthPlus')) return "a range is written with its length: '0x2000 +4K'";
  if (expected.includes('NumberLiteral'))
    return 'a number is a size such as 2M, an address such as 0x1000, a $variable';
  if (expected.includes('QuotedText')) return 'texts stand between double quotes: "MSI-X table"';
  if (expected.includes('Colon')) return "an arm is written '55%: mmap anon of 2M'";
  if (expected.includes('On')) return "say 'on' or 'off'";
  if (expected.includes('LeftBrace')) return "its contents stand between '{' and '}'";
  if (rules.at(-1) === 'arm') return "an arm is written '55%: munmap any', or '55%: { … }'";
  if (found.text === ',') return 'only values of one kind are listed with commas';
  return `put ${expected.length === 1 ? 'it' : 'one of them'} here`;
}

function begins(word: string): boolean {
  return beginsStatement(word) || beginsDeclaration(word);
}
