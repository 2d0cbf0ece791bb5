import type { Expression } from './checked-scenario.ts';

/** Values of sweep, `let` and loop variables by name. */
export type Bindings = Readonly<Record<string, number>>;

/** What evaluation could not do, and where. */
export interface EvaluationProblem {
  readonly kind: 'unbound' | 'division';
  readonly expression: Expression;
}

/**
 * The value of an expression; `undefined` where a variable has no value or a divisor is 0. `/` rounds down to
 * a whole number, and `%` is the rest of it: never negative for a positive divisor.
 */
export function evaluate(
  expression: Expression,
  bindings: Bindings,
  problem?: (problem: EvaluationProblem) => void,
): number | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'variable': {
      const value = Object.hasOwn(bindings, expression.name) ? bindings[expression.name] : undefined;
      if (value === undefined) problem?.({ kind: 'unbound', expression });
      return value;
    }
    case 'binary': {
      const left = evaluate(expression.left, bindings, problem);
      const right = evaluate(expression.right, bindings, problem);
      if (left === undefined || right === undefined) return undefined;
      if (right === 0 && (expression.operator === '/' || expression.operator === '%')) {
        problem?.({ kind: 'division', expression });
        return undefined;
      }
      return apply(expression.operator, left, right);
    }
  }
}

function apply(operator: '+' | '-' | '*' | '/' | '%', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.floor(left / right);
    case '%':
      return left - Math.floor(left / right) * right;
  }
}

/** The names of the variables that an expression reads, in order, with repeats. */
export function variablesOf(expression: Expression): string[] {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind === 'number') return [];
  return [...variablesOf(expression.left), ...variablesOf(expression.right)];
}
