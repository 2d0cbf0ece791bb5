import { countStatements } from '../language/check/budget.ts';
import type { CheckedScenario, Occupancy, ScenarioPoint } from '../language/checked-scenario.ts';
import { type Bindings, evaluate } from '../language/evaluate.ts';

/** Regions that a share of a range is taken to fill it with; their number is known only when they are drawn. */
const REGIONS_OF_A_SHARE = 2000;

/** Bytes of a line of /proc/PID/maps, about. */
const LINE_BYTES = 90;

/**
 * About how many steps (regions that stand there, statements that run) one cell takes: what its time grows with.
 * @param textLength - length of a maps file by its path, in UTF-16 units.
 */
export function predictedSteps(
  { body, occupancy }: CheckedScenario,
  point: ScenarioPoint,
  textLength: (path: string) => number,
): number {
  const regions = occupancy.reduce((sum, each) => sum + regionsOf(each, point.bindings, textLength), 0);
  return regions + countStatements(body, point);
}

function regionsOf(occupancy: Occupancy, bindings: Bindings, textLength: (path: string) => number): number {
  if (occupancy.kind === 'maps') return textLength(occupancy.path) / LINE_BYTES;
  if (occupancy.kind === 'region') return 1;
  const { count } = occupancy;
  return count === undefined ? REGIONS_OF_A_SHARE : (evaluate(count, bindings) ?? 0);
}
