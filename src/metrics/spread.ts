/** What several cells gave: how many had a value, their mean, least and greatest. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** Takes values one by one, in the plan's order, and keeps none of them. */
export class RunningSpread {
  #count = 0;
  #sum = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;

  /** NaN, a value that does not exist, is passed over. */
  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#count++;
    this.#sum += value;
    this.#least = Math.min(this.#least, value);
    this.#most = Math.max(this.#most, value);
  }

  /** Null where no value came. */
  get spread(): Spread | null {
    if (this.#count === 0) return null;
    const [count, least, most] = [this.#count, this.#least, this.#most];
    // Equal values have themselves as their mean: summing them could round.
    return { count, mean: least === most ? least : this.#sum / count, least, most };
  }
}
