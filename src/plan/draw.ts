import type { Draw, Expression, Quantity } from '../language/checked-scenario.ts';
import { type Bindings, evaluate as evaluated } from '../language/evaluate.ts';
import { alignUp } from '../machine/bytes.ts';
import { exp2, log2 } from './exponent.ts';
import type { RandomStream } from './random.ts';

export type { Bindings };

/** The value of an expression of a checked scenario: all its names are bound, and it divides by nothing that is 0. */
export function evaluate(expression: Expression, bindings: Bindings): number {
  return evaluated(expression, bindings) ?? Number.NaN;
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
