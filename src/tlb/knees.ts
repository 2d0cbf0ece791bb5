/** One point of a curve: what an access costs when `pages` pages are touched in turn. */
export interface CurvePoint {
  readonly pages: number;
  readonly cost: number;
}

/** Part of the step at which a curve is said to have left its plateau. */
const LEFT = 0.1;

/**
 * Where a curve leaves the plateau around `near`, or undefined where it does not rise there. The plateau before is the
 * median cost for a quarter to a half of `near`, the one after that for one and a half to three times as many. The
 * knee is the first point from which on all costs, up to twice `near`, stay a tenth of the step above the first
 * plateau. The same rule reads predicted and measured curves.
 * @param least - a step that is smaller than this is none, in the curve's unit.
 */
export function knee(curve: readonly CurvePoint[], near: number, least: number): number | undefined {
  const before = plateau(curve, near / 4, near / 2);
  const after = plateau(curve, near * 1.5, near * 3);
  if (before === undefined || after === undefined || after - before < least) return undefined;
  const bar = before + (after - before) * LEFT;
  let first: number | undefined;
  for (const { pages, cost } of curve) {
    if (pages < near / 4 || pages > near * 2) continue;
    if (cost < bar) first = undefined;
    else first ??= pages;
  }
  return first;
}

function plateau(curve: readonly CurvePoint[], from: number, to: number): number | undefined {
  const costs = curve.filter(({ pages }) => pages >= from && pages <= to).map(({ cost }) => cost);
  return costs.sort((a, b) => a - b)[costs.length >> 1];
}
