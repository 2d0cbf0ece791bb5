import type { TlbGeometry } from '../machine/tlb/geometry.ts';
import { chaseCurve } from './chase-curve.ts';
import { type CurvePoint, knee } from './knees.ts';
import type { TlbLeaf } from './tlb.ts';

/** A knee that a geometry predicts, beside the one that was measured. */
export interface ComparedKnee {
  readonly level: 1 | 2;
  /** Pages of the size that the level holds. */
  readonly holds: number;
  readonly predicted: number;
  /** undefined where the measured curve does not rise there, or does not reach so far. */
  readonly measured: number | undefined;
}

/** A step in time that is smaller than this is noise. Nanoseconds. */
const LEAST_STEP_NS = 0.3;

/** Reads the knees of a measured curve where a geometry predicts them, by one rule. */
export function compareKnees(
  geometry: TlbGeometry,
  leaf: TlbLeaf,
  measured: readonly CurvePoint[],
): readonly ComparedKnee[] {
  const grid = measured.map(({ pages }) => pages);
  const predicted = chaseCurve(geometry, leaf, grid);
  return ([1, 2] as const).flatMap((level) => {
    const holds = entriesFor(geometry, level, leaf.bytes);
    const at = holds === 0 ? undefined : knee(predicted, holds, 1);
    if (at === undefined) return [];
    return [{ level, holds, predicted: at, measured: knee(measured, holds, LEAST_STEP_NS) }];
  });
}

/** Entries that leaves of one size can take at one level. */
export function entriesFor({ arrays }: TlbGeometry, level: 1 | 2, leafBytes: number): number {
  return arrays
    .filter((array) => array.level === level && array.leafBytes.includes(leafBytes))
    .reduce((sum, { entries, ways, quotas }) => {
      const most = quotas?.find((quota) => quota.leafBytes === leafBytes)?.ways ?? ways;
      return sum + (entries / ways) * most;
    }, 0);
}

/** What the pages cost over the same lines in few pages: translation alone. */
export function overPacked(
  curve: readonly CurvePoint[],
  packed: readonly CurvePoint[],
): readonly CurvePoint[] {
  const cost = new Map(packed.map((point) => [point.pages, point.cost]));
  return curve.map((point) => ({ pages: point.pages, cost: point.cost - (cost.get(point.pages) ?? 0) }));
}
