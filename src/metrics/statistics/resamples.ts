import { RandomStream } from '../../plan/random.ts';

/** Resamples of a bootstrap: enough that another stream moves a 95 % limit by some hundredths of its width. */
export const RESAMPLES = 10_000;

/**
 * Which values each resample draws, by the number of values. All groups of one size share their resamples: what
 * differs between two intervals is then the values alone. Made when first asked for, from a named stream.
 */
export class Resamples {
  readonly #indices = new Map<number, Uint16Array>();
  readonly #middles = new Map<number, Uint16Array>();
  readonly #seed: number;
  readonly count: number;

  constructor(seed = 0, count = RESAMPLES) {
    this.#seed = seed;
    this.count = count;
  }

  /** `count` rows of `size` indices below `size`, at most 65,535; one row after the other. */
  indices(size: number): Uint16Array {
    return kept(this.#indices, size, () => {
      const stream = new RandomStream(this.#seed, `bootstrap of ${size}`);
      const indices = new Uint16Array(this.count * size);
      for (let i = 0; i < indices.length; i++) indices[i] = stream.integer(0, size - 1);
      return indices;
    });
  }

  /** For each resample of ascending values the indices of the two in its middle (one of an odd number, twice). */
  middles(size: number): Uint16Array {
    return kept(this.#middles, size, () => middlesOf(this.indices(size), size, this.count));
  }
}

/** The indices of the middle of every row of `size` indices: two a row. */
export function middlesOf(indices: Uint16Array, size: number, count: number): Uint16Array {
  const middles = new Uint16Array(2 * count);
  for (let i = 0; i < count; i++) {
    const row = indices.slice(i * size, (i + 1) * size).sort();
    middles[2 * i] = row[(size - 1) >> 1]!;
    middles[2 * i + 1] = row[size >> 1]!;
  }
  return middles;
}

function kept(held: Map<number, Uint16Array>, size: number, make: () => Uint16Array): Uint16Array {
  const made = held.get(size) ?? make();
  held.set(size, made);
  return made;
}
