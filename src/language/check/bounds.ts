import type { Expression, Quantity } from '../checked-scenario.ts';

/** The least and the most that a value can be. */
export type Bounds = readonly [least: number, most: number];

/** Bounds of variables by name. */
export type VariableBounds = ReadonlyMap<string, Bounds>;

/** The bounds of variables that have one value each. */
export function exactly(bindings: Readonly<Record<string, number>>): VariableBounds {
  const bounds = new Map<string, Bounds>();
  for (const name in bindings) bounds.set(name, [bindings[name]!, bindings[name]!]);
  return bounds;
}

/**
 * Between which numbers an expression lies, whatever its variables are within theirs; it may come to less than all of
 * that. Undefined where a variable has no bounds.
 */
export function boundsOf(expression: Expression, variables: VariableBounds): Bounds | undefined {
  switch (expression.kind) {
    case 'number':
      return [expression.value, expression.value];
    case 'variable':
      return variables.get(expression.name);
    case 'binary': {
      const left = boundsOf(expression.left, variables);
      const right = boundsOf(expression.right, variables);
      return left && right && combined(expression.operator, left, right);
    }
  }
}

function combined(operator: '+' | '-' | '*' | '/' | '%', left: Bounds, right: Bounds): Bounds {
  const [[a, b], [c, d]] = [left, right];
  switch (operator) {
    case '+':
      return [a + c, b + d];
    case '-':
      return [a - d, b - c];
    case '*':
      return around([a * c, a * d, b * c, b * d]);
    case '/': {
      const divisors = nearestAndFarthest(right);
      return around([a, b].flatMap((value) => divisors.map((divisor) => Math.floor(value / divisor))));
    }
    case '%':
      if (a === b && c === d && c !== 0) return exact(a - Math.floor(a / c) * c);
      // The rest of a number that is smaller than its divisor is the number.
      return a >= 0 && c > 0 ? [0, Math.min(b, d)] : around([0, c, d]);
  }
}

function exact(value: number): Bounds {
  return [value, value];
}

function around(values: readonly number[]): Bounds {
  return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
}

/** Divisors between which all quotients lie; nothing is divided by 0. */
function nearestAndFarthest([least, most]: Bounds): readonly number[] {
  const negative = least < 0 ? [least, Math.min(-1, most)] : [];
  const positive = most > 0 ? [Math.max(Math.min(1, most), least), most] : [];
  return [...negative, ...positive].filter((divisor) => divisor !== 0);
}

/** The most that a quantity comes to; of draws without a last value, about. */
export function mostOf(quantity: Quantity, variables: VariableBounds): number {
  if (quantity.kind !== 'draw') return boundsOf(quantity, variables)?.[1] ?? 0;
  return Math.max(0, ...quantity.parameters.map((parameter) => boundsOf(parameter, variables)?.[1] ?? 0));
}

/** What a quantity comes to in the middle: as often more as less, or its mean. */
export function middleOf(quantity: Quantity, variables: VariableBounds): number {
  if (quantity.kind !== 'draw') return boundsOf(quantity, variables)?.[1] ?? 0;
  const values = quantity.parameters.map((parameter) => boundsOf(parameter, variables)?.[1] ?? 0);
  const [a = 0, b = a] = values;
  if (quantity.distribution === 'lognormal') return a;
  if (quantity.distribution === 'pareto') return (2 * a * b) / (a + b);
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
