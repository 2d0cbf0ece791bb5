import type { TlbGeometry } from '../machine/tlb/geometry.ts';
import { type Chased, chaseCurve } from './chase-curve.ts';
import { type CurvePoint, knee } from './knees.ts';
import { TLB_UNIT } from './tlb.ts';

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
  chased: Chased,
  measured: readonly CurvePoint[],
): readonly ComparedKnee[] {
  const grid = measured.map(({ pages }) => pages);
  const predicted = chaseCurve(geometry, chased, grid);
  return ([1, 2] as const).flatMap((level) => {
    const holds = leavesHeld(geometry, level, chased);
    const at = holds === 0 ? undefined : knee(predicted, holds, 1);
    if (at === undefined) return [];
    return [{ level, holds, predicted: at, measured: knee(measured, holds, LEAST_STEP_NS) }];
  });
}

/** Leaves that a level can hold at once; a pointer to its table takes a second entry where each has one of its own. */
function leavesHeld(geometry: TlbGeometry, level: 1 | 2, { leaf, unitOf, tableSpans }: Chased): number {
  const entries = entriesFor(geometry, level, leaf.bytes);
  const [span] = tableSpans ?? [];
  const apart = span !== undefined && Math.floor(unitOf(1) / span) > Math.floor(unitOf(0) / span);
  return level === 2 && geometry.walkCaches.pmdEntries === 'level 2' && apart ? entries / 2 : entries;
}

/**
 * Whether a hypervisor maps the huge pages of a guest in base pages: lines side by side in a huge page cost more as
 * soon as they are more than level 1 has base pages for.
 * @param packed - the cost of lines of `lineBytes` that lie side by side.
 */
export function areSplit(geometry: TlbGeometry, packed: readonly CurvePoint[], lineBytes: number): boolean {
  const lines = (entriesFor(geometry, 1, TLB_UNIT) * TLB_UNIT) / lineBytes;
  const at = knee(packed, lines, LEAST_STEP_NS);
  return at !== undefined && Math.abs(at / lines - 1) <= WITHIN;
}

/** A measured knee further than this from the predicted one is a finding. */
export const WITHIN = 0.15;

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
