import { DEEPEST_NESTING } from '../../../grammar/nesting.ts';
import type { ParsedText } from '../../../grammar/parse.ts';
import type { SyntaxProblem } from '../../../grammar/syntax-problems.ts';
import type { Span } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { explain } from './explain.ts';
import { reportLexical } from './lexical.ts';

/** Everything that is wrong with a text's form, in the words of its author. */
export function reportSyntax(file: string, text: string, parsed: ParsedText, report: Report): void {
  reportLexical(file, text, parsed, report);
  reportStop(file, parsed, report);
  let lastPlace = -1;
  for (const problem of parsed.problems) {
    const { start, end } = problem.found.extent;
    // One place, one mistake: recovery may stumble over the same token twice, or over one already named.
    // The word behind a mistake is often only a mistake because of it.
    if (problem.previous && problem.previous.extent.start === lastPlace && problem.found.name !== 'EOF')
      continue;
    // A brace that closes nothing is most often left over from a block that could not be read.
    if (lastPlace >= 0 && problem.found.text === '}' && problem.rules.length === 1) continue;
    if (start === lastPlace || problem.found.name === 'OpenText' || problem.found.name === 'BareDollar')
      continue;
    lastPlace = start;
    if (problem.found.name === 'EOF' && parsed.stopped) continue;
    if (problem.found.name === 'EOF') reportEnd(file, problem, report);
    else explain(problem, { file, start, end }, report);
  }
}

/** Where the parser gave up; the end of what it read is then no mistake of its own. */
function reportStop(file: string, { stopped }: ParsedText, report: Report): undefined {
  if (!stopped) return;
  const span: Span = { file, start: stopped.start, end: stopped.end };
  if (stopped.reason === 'nesting')
    report('PL1018', span, { hint: `there may be ${DEEPEST_NESTING} levels` });
  else report('PL1019', span, {});
}

/** The end of the text has no place of its own: the caret goes behind the last word. */
function reportEnd(file: string, { previous, labels }: SyntaxProblem, report: Report): void {
  const end = previous?.extent.end ?? 0;
  const span: Span = { file, start: previous?.extent.start ?? 0, end };
  const expected = oneOf(labels);
  report('PL1002', span, { expected, hint: labels[0] === "'}'" ? "add '}'" : `add ${expected}` });
}

/** What can begin a number, and how it is called as one. */
const NUMBER_LABELS = ['a number', 'a variable', "'('", "'-'"];

/** `'a', 'b' or 'c'`; long lists are cut, and all that can begin a number is called one. */
export function oneOf(all: readonly string[]): string {
  const numeric = all.includes('a number');
  const others = numeric ? all.filter((label) => !NUMBER_LABELS.includes(label)) : all;
  const draws = others.includes("'uniform'") && others.includes('a name');
  if (numeric && draws) return 'a size such as 2M, or a draw such as uniform(4K, 8M)';
  const labels = numeric ? [...others, 'a number or a size such as 2M'] : others;
  const shown = labels.slice(0, 6);
  if (shown.length < labels.length) return `${shown.join(', ')}, …`;
  if (shown.length < 2) return shown[0] ?? 'the end of the file';
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
