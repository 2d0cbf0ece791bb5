import { RandomStream } from '../plan/random.ts';

/** Draws whole numbers and picks from lists, each outcome as likely as every other; the same seed draws the same. */
export class Choices {
  readonly #stream: RandomStream;

  constructor(seed: number, name: string) {
    this.#stream = new RandomStream(seed, name);
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return this.#stream.integer(0, count - 1);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
