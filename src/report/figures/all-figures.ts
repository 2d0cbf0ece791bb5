import { coverageFigure } from './coverage.ts';
import { faultsFigure } from './faults.ts';
import { type Family, type Figure, familiesOf, type ResultRows } from './figure.ts';
import { gapsFigure } from './gaps.ts';
import type { Preset } from './preset.ts';
import { sweepFigure } from './sweep.ts';
import { tradeOffFigure } from './trade-off.ts';

/** Small multiples of more scenarios than this are a poster: no page holds them. */
const MOST_PANELS = 12;

/** Every figure that result files alone can give, in order of name within each family. */
export function figuresOfResults(results: ResultRows, preset: Preset): readonly Figure[] {
  return familiesOf(results).flatMap((family) => [
    ...(family.scenarios.length > MOST_PANELS ? [] : smallMultiplesOf(results, family, preset)),
    ...family.scenarios.flatMap((scenario) => present(sweepFigure(results, family.name, scenario, preset))),
  ]);
}

function smallMultiplesOf(results: ResultRows, family: Family, preset: Preset): readonly Figure[] {
  return [
    ...present(coverageFigure(results, family, preset)),
    ...present(faultsFigure(results, family, preset)),
    ...present(gapsFigure(results, family, preset)),
    ...present(tradeOffFigure(results, family, preset)),
  ];
}

function present(figure: Figure | undefined): readonly Figure[] {
  return figure === undefined ? [] : [figure];
}
