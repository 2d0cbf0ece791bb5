import { coverageFigure } from './coverage.ts';
import { faultsFigure } from './faults.ts';
import { type Figure, familiesOf, type ResultRows } from './figure.ts';
import { gapsFigure } from './gaps.ts';
import type { Preset } from './preset.ts';
import { sweepFigure } from './sweep.ts';
import { tradeOffFigure } from './trade-off.ts';

/** Every figure that result files alone can give, in order of name within each family. */
export function figuresOfResults(results: ResultRows, preset: Preset): readonly Figure[] {
  return familiesOf(results).flatMap((family) => [
    ...present(coverageFigure(results, family, preset)),
    ...present(faultsFigure(results, family, preset)),
    ...present(gapsFigure(results, family, preset)),
    ...present(tradeOffFigure(results, family, preset)),
    ...family.scenarios.flatMap((scenario) => present(sweepFigure(results, family.name, scenario, preset))),
  ]);
}

function present(figure: Figure | undefined): readonly Figure[] {
  return figure === undefined ? [] : [figure];
}
