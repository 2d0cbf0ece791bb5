import type { Breach } from './invariants/breach.ts';
import { compareSimplicity, type Simplicity, simplicityOf } from './simplicity.ts';
import type { Situation } from './situation.ts';

/** Two policies: one that should lose, and one that it should lose to. By their labels. */
export interface Pair {
  readonly worse: string;
  readonly than: string;
}

/** One loss that a try came to. */
export interface Loss {
  /** Place of the pair in the hunt's list. */
  readonly pair: number;
  /** From 0 to 1. */
  readonly loss: number;
  readonly kind: string;
}

/** What one try came to. Plain data. */
export interface Finding {
  readonly situation: Situation;
  /** What was seen; after merging only what was new. */
  readonly features: readonly string[];
  readonly losses: readonly Loss[];
  /** What it breaks, where invariants are looked at. */
  readonly breach?: Breach;
}

/** The best situation so far for one pair and one kind of loss. */
export interface Elite {
  readonly situation: Situation;
  readonly loss: number;
  readonly kind: string;
  readonly simplicity: Simplicity;
}

/**
 * What a hunt has learned: situations that showed something new, and for every pair the best one of each kind of
 * loss. Findings are taken in the order of their tries, so that it is the same however they were worked out.
 */
export class Corpus {
  readonly situations: Situation[] = [];
  readonly #features = new Set<string>();
  readonly #elites: Map<string, Elite>[];
  readonly #kinds: number;

  /** @param kinds - how many kinds of loss are kept for a pair. */
  constructor(pairs: number, kinds: number) {
    this.#elites = Array.from({ length: pairs }, () => new Map<string, Elite>());
    this.#kinds = kinds;
  }

  /** Features that were ever seen. */
  get seen(): number {
    return this.#features.size;
  }

  /** Takes a finding; yields the part of it that was news, undefined where nothing was. */
  add({ situation, features, losses, breach }: Finding): Finding | undefined {
    const fresh = features.filter((feature) => !this.#features.has(feature));
    for (const feature of fresh) this.#features.add(feature);
    if (fresh.length > 0) this.situations.push(situation);
    const simplicity = simplicityOf(situation);
    const better = losses.filter((loss) => this.#offer(situation, loss, simplicity));
    if (fresh.length + better.length === 0 && breach === undefined) return undefined;
    return { situation, features: fresh, losses: better, ...(breach && { breach }) };
  }

  /** The best situations of a pair, one for each kind of loss: the greatest loss first, of equal ones the simplest. */
  elites(pair: number): readonly Elite[] {
    return [...this.#elites[pair]!.values()].sort(better);
  }

  /** The best situation of every pair that has one. */
  leaders(): readonly Situation[] {
    return this.#elites.flatMap((kinds) => [...kinds.values()].map(({ situation }) => situation));
  }

  #offer(situation: Situation, { pair, loss, kind }: Loss, simplicity: Simplicity): boolean {
    const kinds = this.#elites[pair]!;
    const elite = { situation, loss, kind, simplicity };
    const old = kinds.get(kind);
    if (old !== undefined && better(old, elite) <= 0) return false;
    kinds.set(kind, elite);
    if (kinds.size > this.#kinds) {
      const last = [...kinds.values()].sort(better).at(-1)!;
      kinds.delete(last.kind);
      return last !== elite;
    }
    return true;
  }
}

/** Losses that differ by less than an eighth count as equal: then the simpler situation is the better one. */
function better(a: Elite, b: Elite): number {
  return (
    Math.floor(b.loss * 8) - Math.floor(a.loss * 8) ||
    compareSimplicity(a.simplicity, b.simplicity) ||
    b.loss - a.loss
  );
}
