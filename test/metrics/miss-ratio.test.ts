import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { missRatios } from '../../src/metrics/miss-ratio.ts';
import type { CellPlan } from '../../src/metrics/run-cell.ts';
import { DEFAULT_TOUCHES } from '../../src/metrics/tlb.ts';
import { BUILT_IN, parsePolicy } from '../../src/policies/registry.ts';
import { visitTouches } from '../../src/tlb/patterns.ts';
import { shippedPlan } from '../report/map/shipped-maps.ts';

/** Misses of a list of entry numbers under LRU, entry by entry. */
function lruMisses(entries: readonly number[], size: number): number {
  const held: number[] = [];
  let misses = 0;
  for (const entry of entries) {
    const at = held.indexOf(entry);
    if (at >= 0) held.splice(at, 1);
    else misses++;
    held.push(entry);
    if (held.length > size) held.shift();
  }
  return misses;
}

describe('the 2 GiB BAR', () => {
  const plan: CellPlan = shippedPlan('2 GiB BAR, empty process');

  it.each([
    ['linux', 4096],
    ['pighin-thp', 2 * MIB],
    ['gunthorpe-start-pfn', GIB],
    ['ideal', GIB],
  ])('misses under %s as LRU of %i-byte entries does', (policy, leafBytes) => {
    const entries: number[] = [];
    visitTouches(DEFAULT_TOUCHES, 2 * GIB, 4096, (at) => entries.push(Math.floor(at / leafBytes)));
    const curve = missRatios(plan, parsePolicy(policy, BUILT_IN))!;
    for (const size of [1, 2, 3, 8, 64, 96, 1024])
      expect(curve.find((one) => one.entries === size)?.ratio, `${size}`).toBe(
        lruMisses(entries, size) / entries.length,
      );
  });
});
