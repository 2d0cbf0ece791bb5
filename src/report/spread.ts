/** What several seeds gave: their mean, least and greatest. */
export interface Spread {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** Mean and range of the values that exist; `null` where none does. */
export function spread(values: readonly (number | null)[]): Spread | null {
  const held = values.filter((value) => value !== null);
  if (held.length === 0) return null;
  const least = held.reduce((a, b) => Math.min(a, b));
  const most = held.reduce((a, b) => Math.max(a, b));
  // Equal values have themselves as their mean: summing them could round.
  const mean = least === most ? least : held.reduce((a, b) => a + b) / held.length;
  return { mean, least, most };
}
