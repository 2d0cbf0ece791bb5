import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Generator and version, for the manifest: the same seed draws the same numbers while this stays. */
export const GENERATOR =
  'pure-rand 8.4.2 xoroshiro128plus, stream seed = FNV-1a(seed/stream), draws version 1';

/** A stream of whole numbers of its own: draws in one stream change nothing in another. */
export class RandomStream {
  readonly #generator;

  constructor(seed: number, name: string) {
    this.#generator = xoroshiro128plus(fnv1a(`${seed}/${name}`));
  }

  /** A whole number from `low` to `high`, both included, each equally likely. */
  integer(low: number, high: number): number {
    return high <= low ? low : uniformInt(this.#generator, low, high);
  }

  /** A multiple of 2^-32 in (0, 1). */
  fraction(): number {
    return (this.integer(0, 0xffff_fffe) + 1) / 0x1_0000_0000;
  }
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
