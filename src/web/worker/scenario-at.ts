import type { CheckedScenario } from '../../language/checked-scenario.ts';

/** The scenario that an offset stands in or after; before the first one, that one. Empty where there is none. */
export function scenarioAt(
  scenarios: readonly CheckedScenario[],
  offset: number,
): readonly CheckedScenario[] {
  const found = scenarios.findLast(({ span }) => span.start <= offset) ?? scenarios[0];
  return found ? [found] : [];
}
