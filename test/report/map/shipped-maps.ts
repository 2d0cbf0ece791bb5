import type { CellPlan } from '../../../src/metrics/run-cell.ts';
import { planOf } from '../../../src/metrics/run-walk.ts';
import { defaultPolicies } from '../../../src/policies/registry.ts';
import { mapOfPolicies } from '../../../src/report/map/draw-map.ts';
import type { AddressMap, MapSnapshot } from '../../../src/report/map/snapshot.ts';
import { SHIPPED } from '../../scenarios/shipped.ts';

/** The plan of a shipped scenario at its first point, with its first seed. */
export function shippedPlan(name: string): CellPlan {
  const scenario = SHIPPED.scenarios.find((one) => one.name === name);
  if (!scenario) throw new Error(`no scenario '${name}'`);
  return planOf(scenario, scenario.points[0]!, scenario.seeds[0] ?? null, {
    text: (file) => SHIPPED.texts.get(file) ?? '',
  });
}

/** Its map under the default policies. */
export function shippedMap(name: string): AddressMap {
  return mapOfPolicies(shippedPlan(name), defaultPolicies());
}

/** What one policy made of it. */
export function snapshotOf(map: AddressMap, policy: string): MapSnapshot {
  const found = map.snapshots.find((one) => one.policy === policy);
  if (!found) throw new Error(`no snapshot of '${policy}'`);
  return found;
}

/** Scenarios that are replayed in no time: all but the churn. */
export const QUICK: readonly string[] = SHIPPED.scenarios
  .filter(({ file }) => !file.endsWith('churn.scn'))
  .map(({ name }) => name);
