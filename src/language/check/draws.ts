import { alignDown, alignUp, sizeText } from '../../machine/bytes.ts';
import type { Draw, Quantity } from '../checked-scenario.ts';
import { calculate } from './calculate.ts';
import type { PointScope } from './point-scope.ts';

/** How many parameters a distribution takes, and how it is written. */
const SHAPES: Readonly<Record<Draw['distribution'], readonly [number, number, string]>> = {
  uniform: [2, 2, 'uniform(4K, 8M)'],
  lognormal: [2, 2, 'lognormal(64K, 4M): the median and the 99th percentile'],
  pareto: [2, 2, 'pareto(4K, 1G)'],
  one: [1, Number.POSITIVE_INFINITY, 'one(4K, 2M, 1G)'],
};

/** Checks a draw's parameters at one point. */
export function checkDraw(draw: Draw, scope: PointScope): undefined {
  const [least, most, hint] = SHAPES[draw.distribution];
  const { distribution, parameters, span } = draw;
  if (parameters.length < least || parameters.length > most) {
    const wanted = least === most ? `${least} values` : 'at least one value';
    return scope.report('PL3023', span, { distribution, wanted, found: parameters.length, hint });
  }
  const values = parameters.map((parameter) => calculate(parameter, scope));
  for (const [index, value] of values.entries())
    if (value !== undefined && value <= 0)
      scope.report(value < 0 ? 'PL3024' : 'PL3030', parameters[index]!.span, {
        what: `a value of ${distribution}`,
        value,
        hint: 'the smallest size is one page',
      });
  const [from, to] = values;
  if (distribution === 'one' || from === undefined || to === undefined) return;
  if (distribution === 'uniform' && from <= to) return checkWholePages(draw, from, to, scope);
  if (from > to) scope.report('PL3022', span, { distribution, from: sizeText(from), to: sizeText(to) });
}

/** `uniform` draws whole pages: there must be one between its bounds. */
function checkWholePages(
  { span }: Draw,
  from: number,
  to: number,
  { machine, report }: PointScope,
): undefined {
  const page = machine.pageBytes;
  if (alignUp(from, page) > alignDown(to, page))
    report('PL3033', span, { from: sizeText(from), to: sizeText(to), page: sizeText(page) });
}

/** The value of a quantity that is not drawn; a draw's parameters are checked on the way. */
export function settled(quantity: Quantity | undefined, scope: PointScope): number | undefined {
  if (!quantity) return undefined;
  if (quantity.kind !== 'draw') return calculate(quantity, scope);
  checkDraw(quantity, scope);
  return undefined;
}

/** The smallest value that a quantity can take, for counting how much room it needs. */
export function smallest(quantity: Quantity, scope: PointScope): number {
  if (quantity.kind !== 'draw') return calculate(quantity, scope) ?? 0;
  if (quantity.distribution === 'lognormal') return 0;
  return Math.min(...quantity.parameters.map((parameter) => calculate(parameter, scope) ?? 0));
}
