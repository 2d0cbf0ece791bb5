import type { Column } from '../metrics/catalogue.ts';
import type { Interval } from '../metrics/statistics/bootstrap.ts';

/**
 * Which of the values are the best. None where the column has no direction, fewer than two values exist, or all are
 * equal: a mark on every row says nothing. `null` takes no part.
 * @param limits - between which each value may lie if seeds are drawn again: a best value whose limits meet those of
 * one that is not the best is no better than that, and none is marked.
 */
export function bestOf(
  values: readonly (number | null)[],
  better: Column['better'],
  limits?: readonly (Interval | null)[],
): readonly boolean[] {
  const held = values.filter((value) => value !== null);
  const none = values.map(() => false);
  if (better === 'neither' || held.length < 2) return none;
  const least = held.reduce((a, b) => Math.min(a, b));
  const most = held.reduce((a, b) => Math.max(a, b));
  if (least === most) return none;
  const best = better === 'higher' ? most : least;
  const first = limits?.[values.indexOf(best)] ?? null;
  const met = values.some((value, i) => value !== null && value !== best && meet(first, limits?.[i] ?? null));
  return met ? none : values.map((value) => value === best);
}

function meet(one: Interval | null, other: Interval | null): boolean {
  return one !== null && other !== null && one.low <= other.high && other.low <= one.high;
}
