import type { Report } from '../diagnostic.ts';
import type { StatementNode } from '../statement-ast.ts';

/** The percentages of every choice must sum to 100. */
export function checkChoices(statements: readonly StatementNode[], report: Report): void {
  for (const statement of statements) {
    if (statement.kind === 'repeat') checkChoices(statement.body, report);
    if (statement.kind === 'choose') checkChoice(statement, report);
  }
}

function checkChoice({ arms, span }: Extract<StatementNode, { kind: 'choose' }>, report: Report): void {
  for (const { body } of arms) checkChoices(body, report);
  for (const { percent, percentSpan } of arms)
    if (!Number.isInteger(percent)) report('PL3025', percentSpan, { what: 'the percentage', value: percent });
  // Sums of decimal fractions are only nearly exact.
  const sum = Math.round(arms.reduce((total, { percent }) => total + percent, 0) * 1e6) / 1e6;
  if (sum === 100) return;
  const rest = Math.round((100 - sum) * 1e6) / 1e6;
  const hint = rest > 0 ? `add an arm for the rest: '${rest}%: { }'` : `take ${-rest} away from the arms`;
  report('PL3009', arms.at(-1)?.percentSpan ?? span, { sum, hint });
}
