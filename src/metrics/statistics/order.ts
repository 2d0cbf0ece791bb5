/** Values in ascending order, as a copy. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Mean of at least one value; that of equal values is the value itself, which summing could miss by a rounding. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let equal = true;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    equal &&= values[i] === values[0];
  }
  return equal ? values[0]! : sum / values.length;
}

/** Median of at least one value: the middle one, or the mean of the two in the middle. */
export function median(values: ArrayLike<number>): number {
  return quantile(sorted(values), 0.5);
}

/** Quantile of ascending values, 0 <= share <= 1, between neighbours by linear interpolation (type 7 of R and NumPy). */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low === high ? low : low + (high - low) * (place - below);
}

/** Whether all values are the same. */
export function allEqual(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
