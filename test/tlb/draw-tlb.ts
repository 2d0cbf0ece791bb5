import fc from 'fast-check';
import { GIB, KIB, MIB } from '../../src/machine/bytes.ts';
import type { TlbArray, TlbGeometry } from '../../src/machine/tlb/geometry.ts';

/** Sizes of leaf that the drawn geometries and traces know. */
export const SIZES = [4 * KIB, 16 * KIB, 64 * KIB, 2 * MIB, GIB];

const sizes = fc.subarray(SIZES.slice(1)).map((more) => [4 * KIB, ...more]);

function arrays(level: 1 | 2): fc.Arbitrary<readonly TlbArray[]> {
  const array = fc
    .record({ sets: fc.constantFrom(1, 2, 4, 8), ways: fc.integer({ min: 1, max: 40 }), quota: fc.boolean() })
    .chain(({ sets, ways, quota }) =>
      sizes.map((leafBytes): TlbArray => {
        const whole = { level, leafBytes, entries: sets * ways, ways, replacement: 'lru' as const };
        const few = [{ leafBytes: leafBytes.at(-1)!, ways: Math.max(1, ways >> 1) }];
        return quota ? { ...whole, quotas: few } : whole;
      }),
    );
  const split = fc.tuple(array, array).map(([small, large]) => [
    { ...small, leafBytes: [4 * KIB], quotas: [] },
    { ...large, leafBytes: [2 * MIB, GIB], quotas: [] },
  ]);
  return fc.oneof(
    array.map((one) => [one]),
    split,
  );
}

/** A geometry with shared or split arrays, quotas, fully associative or not, with LRU. */
export const tlb: fc.Arbitrary<TlbGeometry> = fc.tuple(arrays(1), arrays(2)).map(([first, second]) => ({
  id: 'drawn',
  arrays: [...first, ...second],
  coalesceBytes: 0,
  costs: { l2HitCycles: 7, walkLevelCycles: 15 },
  walkCaches: { pmdEntries: 0, pudEntries: 0, p4dEntries: 0 },
}));

/** Accesses that come back to a small number of pages, of all sizes, each size in addresses of its own. */
export const trace = fc.array(
  fc.record({
    size: fc.integer({ min: 0, max: SIZES.length - 1 }),
    page: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 90 })),
    inside: fc.integer({ min: 0, max: 2 ** 30 }),
  }),
  { maxLength: 300 },
);

/** The address of an access: 64T for each size. Bytes. */
export function addressOf(access: { size: number; page: number; inside: number }): number {
  const bytes = SIZES[access.size]!;
  return access.size * 2 ** 46 + access.page * bytes + (access.inside % bytes);
}
