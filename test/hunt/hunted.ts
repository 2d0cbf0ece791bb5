import type { Pair } from '../../src/hunt/corpus.ts';
import { huntMetric } from '../../src/hunt/loss.ts';
import { OPEN } from '../../src/hunt/mutate.ts';
import type { HuntSettings } from '../../src/hunt/tries.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { BUILT_IN, parsePolicyList } from '../../src/policies/registry.ts';

/** Settings of a hunt for one pair, as the command makes them. */
export function settingsFor(pair: Pair, metric = 'share_of_ideal'): HuntSettings {
  return {
    judge: {
      check: checkSettings(BUILT_IN, { points: 1, statements: 1000, touches: 1_000_000 }),
      policies: parsePolicyList(`${pair.worse},${pair.than}`),
      metric,
      given: new Map(),
    },
    metric: huntMetric(metric)!,
    pairs: [pair],
    least: 0.05,
    fences: OPEN,
    invariants: [],
  };
}
