import { simplerOnes } from './simpler.ts';
import { compareSimplicity, simplicityOf } from './simplicity.ts';
import type { Situation } from './situation.ts';

/**
 * The simplest situation that can be reached by simplifying step by step, and still shows what is wanted. No single
 * simplification of the answer does.
 * @param shows - whether a situation still shows it.
 */
export function shrink(situation: Situation, shows: (situation: Situation) => boolean): Situation {
  const refused = new Set<string>();
  let best = situation;
  for (;;) {
    const simpler = simplerOnes(best).find((candidate) => {
      if (compareSimplicity(simplicityOf(candidate), simplicityOf(best)) >= 0) return false;
      const key = JSON.stringify(candidate);
      if (refused.has(key)) return false;
      if (shows(candidate)) return true;
      refused.add(key);
      return false;
    });
    if (simpler === undefined) return best;
    best = simpler;
  }
}
