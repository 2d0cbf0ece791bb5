import type { FoundToken, SyntaxProblem } from '../../../grammar/syntax-problems.ts';
import { didYouMean } from '../check/nearest.ts';
import type { Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { BLOCKS, beginsDeclaration, beginsStatement, STATEMENT_WORDS } from './words.ts';

/** A word that begins something, but not here: `mmap` outside a scenario, `sweep` in a loop, a missing `}`. */
export function asMisplacedWord(
  { found, rules, expected }: SyntaxProblem,
  span: Span,
  report: Report,
): boolean {
  const rule = rules.at(-1) ?? '';
  const clause = found.text;
  if (rule !== 'arm' && !couldEnd(expected)) return false;
  if (rule === 'scenarioFile' && beginsStatement(clause)) {
    report('PL1014', span, { clause, statement: 'a file', hint: `put it into 'scenario "…" { … }'` });
    return true;
  }
  if ((rule === 'block' || rule === 'arm') && beginsStatement(clause)) {
    report('PL1014', span, {
      clause,
      statement: 'a loop or a choice',
      hint: 'put it directly into the scenario',
    });
    return true;
  }
  if (!BLOCKS[rule] || rule === 'scenarioFile' || !beginsDeclaration(clause)) return false;
  report('PL1014', span, { clause, statement: BLOCKS[rule].name, hint: "is a '}' missing before it?" });
  return true;
}

/** A word that no statement or setting begins with, or a misspelt clause of the statement before. */
export function asStrayWord(problem: SyntaxProblem, span: Span, report: Report): boolean {
  const { found, expected, previous } = problem;
  const rule = problem.rules.at(-1) ?? '';
  // `bogus gpu.bar2`: the parser took the first word for a mapping's name and misses its '='.
  const missesEquals = rule === 'assignable' && expected.includes('Equals') && previous;
  if (missesEquals) return reportStatement(previous, found.text, span.file, report);
  const block = BLOCKS[rule];
  if (!block || !couldEnd(expected) || !isWord(found.text)) return false;
  if (block.holdsStatements) return reportStatement(found, '', span.file, report);
  report('PL1009', span, { found: found.text, block: block.name, hint: wordHint(found.text, block.words) });
  return true;
}

function reportStatement({ text, extent }: FoundToken, next: string, file: string, report: Report): boolean {
  report(
    'PL1010',
    { file, start: extent.start, end: extent.end },
    { found: text, hint: statementHint(text, next) },
  );
  return true;
}

/** Whether a block could end here: then one more of its members could stand here as well. */
export function couldEnd(expected: readonly string[]): boolean {
  return expected.includes('RightBrace') || expected.includes('EOF');
}

function isWord(text: string): boolean {
  return /^[A-Za-z_]/.test(text);
}

function statementHint(word: string, next: string): string {
  if (next === 'mmap' || next === 'mremap') return `a name is given with '=': '${word} = ${next} …'`;
  return wordHint(word, STATEMENT_WORDS);
}

function wordHint(word: string, words: readonly string[]): string {
  const numbered = /^bar(\d)$/.exec(word);
  if (numbered && words.includes('bar')) return `write 'bar ${numbered[1]} { … }'`;
  return didYouMean(word, words) ?? `known: ${words.join(', ')}`;
}
