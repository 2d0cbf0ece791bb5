import { normalCdf } from './normal.ts';
import type { SignedRanks } from './signed-ranks.ts';

/** Up to so many pairs that differ, the distribution of the rank sum is counted out. */
export const EXACT = 50;

/**
 * Two-sided p of Wilcoxon's signed-rank test: how often the rank sum would be as far from its mean if every sign
 * were the toss of a coin. Up to {@link EXACT} pairs that differ it is counted out, with ties as they are; above that
 * it is the normal one with correction for ties and continuity. 1 where no pair differs.
 */
export function wilcoxon(ranks: SignedRanks): number {
  return ranks.count <= EXACT ? exactP(ranks) : normalP(ranks);
}

/** Counts in how many of the 2^n assignments of signs the sum is at most (at least) what was seen. */
function exactP({ count, doubled, doubledPositive }: SignedRanks): number {
  const most = count * (count + 1);
  const ways = new Float64Array(most + 1);
  ways[0] = 1;
  for (const rank of doubled) {
    for (let sum = most; sum >= rank; sum--) ways[sum]! += ways[sum - rank]!;
  }
  const all = 2 ** count;
  const below = ways.subarray(0, doubledPositive + 1).reduce((a, b) => a + b, 0);
  const above = ways.subarray(doubledPositive).reduce((a, b) => a + b, 0);
  return Math.min(1, (2 * Math.min(below, above)) / all);
}

/** The normal approximation with correction for ties and continuity. */
export function normalP({ count, doubledPositive, tieTerm }: SignedRanks): number {
  const variance = (count * (count + 1) * (2 * count + 1) - tieTerm / 2) / 24;
  const away = Math.abs(doubledPositive / 2 - (count * (count + 1)) / 4);
  const corrected = away === 0 ? 0 : Math.abs(away - 0.5);
  return Math.min(1, 2 * normalCdf(-corrected / Math.sqrt(variance)));
}
