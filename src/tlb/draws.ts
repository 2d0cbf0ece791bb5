/** Whole random numbers for touches: sfc32, integers only. The same seed draws the same numbers everywhere. */
export class TouchDraws {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed - a whole number; its low 32 bits count. */
  constructor(seed: number) {
    this.#a = 0x9e37_79b9;
    this.#b = 0x243f_6a88;
    this.#c = seed | 0;
    for (let i = 0; i < 12; i++) this.#next();
  }

  /** A whole number from 0 up to, not including, `limit`; `limit` is at most 2^53. */
  below(limit: number): number {
    const high = this.#next() >>> 11;
    const low = this.#next() >>> 0;
    return Math.floor(((high * 0x1_0000_0000 + low) / 0x20_0000_0000_0000) * limit);
  }

  #next(): number {
    const b = this.#b;
    const c = this.#c;
    const counter = this.#counter;
    const sum = (((this.#a + b) | 0) + counter) | 0;
    this.#counter = (counter + 1) | 0;
    this.#a = b ^ (b >>> 9);
    this.#b = (c + (c << 3)) | 0;
    this.#c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum;
  }
}

/**
 * Ranks from 1 to `count`, each with a probability that is inverse to it (Zipf with exponent 1), exactly: an octave, a
 * rank inside it, kept with probability octave ÷ rank, else drawn anew.
 */
export class ZipfRanks {
  readonly #draws: TouchDraws;
  readonly #count: number;
  /** Powers of two up to the count. */
  readonly #octaves: readonly number[];

  constructor(draws: TouchDraws, count: number) {
    this.#draws = draws;
    this.#count = count;
    const octaves: number[] = [];
    for (let from = 1; from <= count; from *= 2) octaves.push(from);
    this.#octaves = octaves;
  }

  /** The next rank. */
  next(): number {
    for (;;) {
      const from = this.#octaves[this.#draws.below(this.#octaves.length)]!;
      const rank = from + this.#draws.below(from);
      if (rank <= this.#count && this.#draws.below(rank) < from) return rank;
    }
  }
}

/** A permutation of 0 … count − 1 that needs no memory: four Feistel rounds, repeated until the result is in range. */
export class Shuffle {
  readonly #count: number;
  readonly #half: number;
  readonly #keys: readonly number[];

  constructor(draws: TouchDraws, count: number) {
    let bits = 1;
    while (4 ** bits < count) bits++;
    this.#count = count;
    this.#half = 2 ** bits;
    this.#keys = [1, 2, 3, 4].map(() => draws.below(2 ** 32));
  }

  /** Where `index` goes. */
  at(index: number): number {
    let value = index;
    do {
      let left = Math.floor(value / this.#half);
      let right = value % this.#half;
      for (const key of this.#keys) {
        const mixed = Math.imul(right ^ key, 0x9e37_79b1);
        const next = left ^ ((mixed ^ (mixed >>> 15)) & (this.#half - 1));
        left = right;
        right = next;
      }
      value = left * this.#half + right;
    } while (value >= this.#count);
    return value;
  }
}
