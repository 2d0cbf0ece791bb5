import type { Expression } from '../checked-scenario.ts';
import type { Report } from '../diagnostic.ts';
import { type Bindings, evaluate } from '../evaluate.ts';

/** Where expressions are evaluated: the values of variables, and where mistakes go. */
export interface Scope {
  readonly bindings: Bindings;
  readonly report: Report;
}

/**
 * The value of an expression. A division by zero is reported; a variable without a value gives `undefined`
 * silently, because names are checked apart.
 */
export function calculate(expression: Expression, { bindings, report }: Scope): number | undefined {
  return evaluate(expression, bindings, ({ kind, expression: part }) => {
    if (kind === 'division') report('PL3008', part.span, {});
  });
}

/** The value, if it is a whole number and not negative; otherwise that is reported. */
export function wholeNumber(what: string, expression: Expression, scope: Scope): number | undefined {
  const value = calculate(expression, scope);
  if (value === undefined) return undefined;
  if (value < 0) return scope.report('PL3024', expression.span, { what, value });
  if (!Number.isInteger(value)) return scope.report('PL3025', expression.span, { what, value });
  return value;
}

/** A whole number above 0. */
export function positive(
  what: string,
  expression: Expression,
  scope: Scope,
  hint: string,
): number | undefined {
  const value = wholeNumber(what, expression, scope);
  if (value === 0) return scope.report('PL3030', expression.span, { what, hint });
  return value;
}
