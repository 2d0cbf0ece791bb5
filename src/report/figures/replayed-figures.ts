import { fragmentationOverTime } from '../../metrics/fragmentation-over-time.ts';
import type { CellPlan } from '../../metrics/run-cell.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import { type Figure, familiesOf, type ResultRows } from './figure.ts';
import { missRatioFigure } from './miss-ratio.ts';
import { overTimeFigure } from './over-time.ts';
import type { Preset } from './preset.ts';

/** A program of fewer calls has no time to speak of. */
const LEAST_CALLS = 500;

/** Moments that a curve has. */
const MOMENTS = 24;

/**
 * Figures that need a replay: miss ratios of the first scenario of each family, and fragmentation over time
 * of every scenario that is long enough.
 */
export function replayedFigures(
  results: ResultRows,
  planOf: (scenario: string) => CellPlan | undefined,
  policies: readonly ChosenPolicy[],
  preset: Preset,
): readonly Figure[] {
  if (policies[0]?.definition.id !== 'linux') return [];
  return familiesOf(results).flatMap(({ name, scenarios }) => {
    const plans = scenarios.flatMap((scenario) => planOf(scenario) ?? []);
    const [first] = plans;
    const ratios = first && missRatioFigure(first, policies, name, preset);
    return [...(ratios ? [ratios] : []), ...plans.flatMap(overTime)];

    function overTime(plan: CellPlan): readonly Figure[] {
      if (plan.program.operations.length < LEAST_CALLS) return [];
      const series = fragmentationOverTime(plan, policies, MOMENTS);
      const { scenario, point, seed } = plan;
      const figure = overTimeFigure(scenario, point.label, seed, name, series, preset);
      return figure === undefined ? [] : [figure];
    }
  });
}
