import type { Column } from '../metrics/catalogue.ts';

/**
 * Which of the values are the best. None where the column has no direction, fewer than two values exist, or all are
 * equal: a mark on every row says nothing. `null` takes no part.
 */
export function bestOf(values: readonly (number | null)[], better: Column['better']): readonly boolean[] {
  const held = values.filter((value) => value !== null);
  const none = values.map(() => false);
  if (better === 'neither' || held.length < 2) return none;
  const least = held.reduce((a, b) => Math.min(a, b));
  const most = held.reduce((a, b) => Math.max(a, b));
  if (least === most) return none;
  const best = better === 'higher' ? most : least;
  return values.map((value) => value === best);
}
