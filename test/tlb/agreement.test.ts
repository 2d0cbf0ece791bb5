import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenTouches } from '../../src/tlb/closed-form.ts';
import { LinkedArray } from '../../src/tlb/linked-array.ts';
import { LruArray } from '../../src/tlb/set-array.ts';
import { missCurve, missesAt, stackDistances } from '../../src/tlb/stack-distance.ts';
import { TLB_UNIT, Tlb, touchResult } from '../../src/tlb/tlb.ts';
import { addressOf, SIZES, tlb, trace } from './draw-tlb.ts';
import { NaiveTlb } from './naive.ts';

const RUNS = { numRuns: 1000, seed: 20261122 };
const leafOf = (size: number) => ({ bytes: SIZES[size]!, level: 0, depth: 5 - size });

describe('three ways to count misses agree, on 1,000 random geometries and traces', () => {
  it('the arrays and a naive model, level by level, split and shared, with quotas and smashed leaves', () => {
    fc.assert(
      fc.property(tlb, trace, (geometry, accesses) => {
        const naive = new NaiveTlb(geometry);
        const leaves = SIZES.map((_, size) => leafOf(size));
        const fast = new Tlb(geometry, leaves);
        for (const access of accesses) {
          const vaBytes = addressOf(access);
          naive.access(vaBytes, leafOf(access.size));
          fast.access(Math.floor(vaBytes / TLB_UNIT), access.size);
        }
        const { accesses: count, l1Misses, walks, walkLevels } = naive;
        expect(fast.counts()).toEqual({ accesses: count, l1Misses, walks, walkLevels });
        for (const level of [1, 2] as const) {
          const held = geometry.arrays.flatMap((array, at) =>
            array.level === level ? naive.sets[at]!.flat() : [],
          );
          expect(fast.inUse(level)).toEqual({
            entries: held.length,
            bytes: held.reduce((sum, { size }) => sum + size, 0),
          });
        }
      }),
      RUNS,
    );
  });

  it('stack distances, the arrays and the naive model, at every number of ways', () => {
    const pages = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 300 });
    fc.assert(
      fc.property(pages, fc.constantFrom(1, 2, 4, 8), fc.integer({ min: 1, max: 40 }), (list, sets, ways) => {
        const distances = stackDistances(Float64Array.from(list), sets);
        const array = {
          level: 1 as const,
          leafBytes: [4096],
          entries: sets * ways,
          ways,
          replacement: 'lru' as const,
        };
        const lru = new LruArray(array);
        const naive = new NaiveTlb({
          id: '',
          arrays: [array],
          coalesceBytes: 0,
          costs: { l2HitCycles: 0, walkLevelCycles: 0 },
          walkCaches: { pmdEntries: 0, pudEntries: 0, p4dEntries: 0 },
        });
        let misses = 0;
        for (const page of list) {
          if (!lru.touch(page, 0)) misses++;
          naive.access(page * 4096, { bytes: 4096, depth: 4 });
        }
        expect(missesAt(distances, ways)).toBe(misses);
        expect(naive.walks).toBe(misses);
        const sizes = [1, 2, 3, ways + 3];
        expect(missCurve(distances, sizes)).toEqual(
          sizes.map((entries) => ({ entries, misses: missesAt(distances, entries) })),
        );
      }),
      RUNS,
    );
  });

  it('the list and the sets, where there is one set', () => {
    const pages = fc.array(
      fc.integer({ min: 0, max: 2 ** 36 }).map((n) => (n % 97 === 0 ? n : n % 61)),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(pages, fc.integer({ min: 1, max: 60 }), (list, entries) => {
        const array = { level: 1, leafBytes: [4096], entries, ways: entries, replacement: 'lru' } as const;
        const [lru, linked] = [new LruArray(array), new LinkedArray(array)];
        for (const page of list) expect(linked.touch(page, 0)).toBe(lru.touch(page, 0));
        expect(linked.used()).toEqual(lru.used());
      }),
      RUNS,
    );
  });
});

describe('the closed forms', () => {
  it('are the simulation wherever they answer', () => {
    let answered = 0;
    const touches = fc.record({
      size: fc.integer({ min: 0, max: SIZES.length - 1 }),
      from: fc.integer({ min: 0, max: 5000 }),
      pages: fc.integer({ min: 1, max: 200 }),
      stride: fc.constantFrom(64, 4096, 6144, 8192, 65536, 2 ** 21, 2 ** 22, 3 * 2 ** 21, 2 ** 30),
      times: fc.integer({ min: 1, max: 4 }),
      aligned: fc.boolean(),
    });
    fc.assert(
      fc.property(tlb, touches, (geometry, { size, from, pages, stride, times, aligned }) => {
        const leaf = leafOf(size);
        const strideBytes = Math.max(stride, leaf.bytes / 512);
        const lengthBytes = pages * Math.max(strideBytes, leaf.bytes / 4);
        const vaBytes = aligned ? from * leaf.bytes : from * 4096;
        const even = { leaf, vaBytes, lengthBytes, strideBytes, times };
        const counts = evenTouches(geometry, even);
        if (!counts) return;
        answered++;
        const simulated = new Tlb(geometry, [leaf]);
        for (let round = 0; round < times; round++)
          for (let at = 0; at < lengthBytes; at += strideBytes)
            simulated.access(Math.floor((vaBytes + at) / TLB_UNIT), 0);
        expect(counts).toEqual(touchResult(simulated.counts(), simulated.inUse(1), simulated.inUse(2)));
      }),
      RUNS,
    );
    expect(answered).toBeGreaterThan(500);
  });

  it('answer a sweep of 1 TiB at once', () => {
    const geometry = {
      id: '',
      arrays: [
        { level: 1, leafBytes: [4096], entries: 96, ways: 6, replacement: 'lru' },
        { level: 2, leafBytes: [4096], entries: 2048, ways: 16, replacement: 'lru' },
      ],
      coalesceBytes: 0,
      costs: { l2HitCycles: 7, walkLevelCycles: 15 },
      walkCaches: { pmdEntries: 0, pudEntries: 0, p4dEntries: 0 },
    } as const;
    const sweep = { leaf: leafOf(0), vaBytes: 2 ** 40, lengthBytes: 2 ** 40, strideBytes: 64, times: 3 };
    expect(evenTouches(geometry, sweep)).toMatchObject({
      accesses: 3 * 2 ** 34,
      l1Misses: 3 * 2 ** 28,
      walks: 3 * 2 ** 28,
      walkLevels: 3 * 5 * 2 ** 28,
    });
  });
});
