import type { Aggregate, ResampleSource } from './aggregate.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { allEqual, quantile, sorted } from './order.ts';
import { selectQuantile } from './select.ts';

/** Limits of a figure. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What the intervals of the lab are to cover. */
export const LEVEL = 0.95;

/** Fewer values have too few different resamples for limits: of two values there are three. */
export const FEWEST = 3;

/** Relative distance below which two sums of the same values are one. */
const ROUNDINGS = 1e-13;

/** From here on the limits are those of the normal distribution, which the bootstrap's have come to by then. */
export const LARGE = 5_000;

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987) of a figure over values: `null` for fewer than
 * {@link FEWEST} values, the value itself where all are equal. The acceleration is that of the jackknife, the bias
 * counts resamples equal to the figure half, and limits are interpolated, as SciPy has it.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  aggregate: Aggregate,
  resamples: ResampleSource,
  level = LEVEL,
): Interval | null {
  if (values.length < FEWEST) return null;
  if (allEqual(values)) return { low: values[0]!, high: values[0]! };
  if (values.length > LARGE) return normalInterval(sorted(values), aggregate, level);
  const figures = aggregate.resampled(values, resamples);
  const bias = biasOf(figures, aggregate.of(values));
  const acceleration = accelerationOf(aggregate.leavingOneOut(values));
  const limit = (share: number) => {
    const away = bias + normalQuantile(share);
    return selectQuantile(figures, normalCdf(bias + away / (1 - acceleration * away)));
  };
  return { low: limit((1 - level) / 2), high: limit((1 + level) / 2) };
}

/** In normal deviates: how far the figure is from the median of its resamples. */
function biasOf(figures: Float64Array, figure: number): number {
  // The same values summed in another order may differ by some roundings and are equal all the same.
  const near = ROUNDINGS * figures.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  let below = 0;
  for (const each of figures) below += Math.abs(each - figure) <= near ? 0.5 : each < figure ? 1 : 0;
  const least = 0.5 / figures.length;
  return normalQuantile(Math.min(1 - least, Math.max(least, below / figures.length)));
}

/** A sixth of the skewness of what each value contributes. */
function accelerationOf(without: Float64Array): number {
  const middle = without.reduce((a, b) => a + b, 0) / without.length;
  let squares = 0;
  let cubes = 0;
  for (const each of without) {
    const off = middle - each;
    squares += off * off;
    cubes += off * off * off;
  }
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
}

/** The limits for many values: the standard error of a mean, the order statistics around a median. */
function normalInterval(ascending: Float64Array, aggregate: Aggregate, level: number): Interval {
  const size = ascending.length;
  const deviates = normalQuantile((1 + level) / 2);
  if (aggregate.name === 'median') {
    const away = deviates / (2 * Math.sqrt(size));
    return { low: quantile(ascending, 0.5 - away), high: quantile(ascending, 0.5 + away) };
  }
  const middle = aggregate.of(ascending);
  const squares = ascending.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  const away = deviates * Math.sqrt(squares / (size - 1) / size);
  return { low: middle - away, high: middle + away };
}
