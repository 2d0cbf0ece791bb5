import type { Draw, Expression, Quantity } from '../language/checked-scenario.ts';
import { alignUp } from '../machine/bytes.ts';
import { exp2, log2 } from './exponent.ts';
import type { RandomStream } from './random.ts';

/** Values of sweep, `let` and loop variables. */
export type Bindings = Readonly<Record<string, number>>;

/** Computes an expression. Unbound names cannot occur in a checked scenario. */
export function evaluate(expression: Expression, bindings: Bindings): number {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'variable') return bindings[expression.name] ?? Number.NaN;
  const left = evaluate(expression.left, bindings);
  const right = evaluate(expression.right, bindings);
  switch (expression.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.floor(left / right);
    default:
      return left - Math.floor(left / right) * right;
  }
}

/** Computes or draws a quantity. Drawn sizes are whole pages. Bytes. */
export function quantity(
  what: Quantity,
  bindings: Bindings,
  stream: RandomStream,
  pageBytes: number,
): number {
  return what.kind === 'draw' ? draw(what, bindings, stream, pageBytes) : evaluate(what, bindings);
}

function draw(
  { distribution, parameters }: Draw,
  bindings: Bindings,
  stream: RandomStream,
  pageBytes: number,
): number {
  const values = parameters.map((parameter) => evaluate(parameter, bindings));
  const [a = 0, b = 0] = values;
  const pages = (bytes: number) => Math.max(pageBytes, alignUp(bytes, pageBytes));
  switch (distribution) {
    case 'uniform':
      return pages(stream.integer(Math.ceil(a / pageBytes), Math.floor(b / pageBytes)) * pageBytes);
    case 'one':
      return values[stream.integer(0, values.length - 1)]!;
    case 'lognormal':
      return pages(Math.floor(a * exp2((log2(b / a) * normal(stream)) / NORMAL_99)));
    default:
      return pages(Math.floor(a / (1 - stream.fraction() * (1 - a / b))));
  }
}

/** The 99th percentile of the normal distribution. */
const NORMAL_99 = 2.3263478740408408;

/** A standard normal number: twelve uniform ones less their mean (Irwin-Hall), within ±6. */
function normal(stream: RandomStream): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += stream.fraction();
  return sum;
}
