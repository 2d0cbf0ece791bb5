/** The ranks of paired differences by size; those that are 0 are left out, as Wilcoxon has it. */
export interface SignedRanks {
  /** Pairs that differ. */
  readonly count: number;
  /** Twice the ranks, of which ties share the mean: whole numbers, in ascending order. */
  readonly doubled: readonly number[];
  /** Twice the sum of the ranks of positive differences. */
  readonly doubledPositive: number;
  /** Sum of t^3 - t over all groups of t ties. */
  readonly tieTerm: number;
}

/** Ranks differences. */
export function signedRanks(differences: ArrayLike<number>): SignedRanks {
  const kept = Array.from(differences).filter((difference) => difference !== 0);
  kept.sort((a, b) => Math.abs(a) - Math.abs(b));
  const doubled: number[] = [];
  let doubledPositive = 0;
  let tieTerm = 0;
  for (let from = 0, to = 0; from < kept.length; from = to) {
    while (to < kept.length && Math.abs(kept[to]!) === Math.abs(kept[from]!)) to++;
    const rank = from + 1 + to;
    for (let i = from; i < to; i++) {
      doubled.push(rank);
      if (kept[i]! > 0) doubledPositive += rank;
    }
    tieTerm += (to - from) ** 3 - (to - from);
  }
  return { count: kept.length, doubled, doubledPositive, tieTerm };
}

/**
 * The matched-pairs rank-biserial correlation: the share of the rank sum that is positive less that which is
 * negative. 1 where every pair that differs is higher, -1 where every one is lower, 0 where none differs.
 */
export function rankBiserial({ count, doubledPositive }: SignedRanks): number {
  const doubledSum = count * (count + 1);
  return count === 0 ? 0 : (2 * doubledPositive - doubledSum) / doubledSum;
}
