import { describe, expect, it } from 'vitest';
import type { TlbGeometry } from '../../src/machine/tlb/geometry.ts';
import { tlbArray } from '../../src/machine/tlb/geometry.ts';
import { Tlb } from '../../src/tlb/tlb.ts';
import { WalkCache } from '../../src/tlb/walk-cache.ts';

const PTE = { bytes: 4096, level: 0, depth: 4 };

/** One entry in level 1, one set of four in level 2, no caches above the pointers to PTE tables. */
function small(pmdEntries: number | 'level 2'): TlbGeometry {
  return {
    id: 'small',
    arrays: [tlbArray(1, [4096], 1, 1), tlbArray(2, [4096], 4, 4)],
    coalesceBytes: 0,
    costs: { l2HitCycles: 7, walkLevelCycles: 14 },
    walkCaches: { pmdEntries, pudEntries: 0, p4dEntries: 0 },
  };
}

/** Walks, and levels that they read, while pages go round that have a PTE table each. */
function rounds(geometry: TlbGeometry, pages: number, count: number) {
  const tlb = new Tlb(geometry, [PTE], new WalkCache(geometry.walkCaches, [2 ** 9, 2 ** 18, 2 ** 27]));
  for (let round = 0; round < count; round++)
    for (let page = 0; page < pages; page++) tlb.access(page * 2 ** 9, 0);
  const { walks, walkLevels } = tlb.counts();
  return { walks, walkLevels };
}

describe('pointers to PTE tables', () => {
  it('with entries of their own leave level 2 to the pages: four of them go round', () => {
    expect(rounds(small(8), 4, 10)).toEqual({ walks: 4, walkLevels: 16 });
  });

  it('in level 2 take a second entry for each page: two go round, four never stay', () => {
    expect(rounds(small('level 2'), 2, 10)).toEqual({ walks: 2, walkLevels: 8 });
    expect(rounds(small('level 2'), 4, 10)).toEqual({ walks: 40, walkLevels: 160 });
  });

  it('shorten the walk to another page of their table to one level', () => {
    const geometry = small('level 2');
    const tlb = new Tlb(geometry, [PTE], new WalkCache(geometry.walkCaches, [2 ** 9, 2 ** 18, 2 ** 27]));
    tlb.access(5, 0);
    tlb.access(6, 0);
    expect(tlb.counts()).toMatchObject({ walks: 2, walkLevels: 4 + 1 });
  });

  it('are no pages: they neither hit for one nor count as entries of pages in use', () => {
    const geometry = small('level 2');
    const tlb = new Tlb(geometry, [PTE], new WalkCache(geometry.walkCaches, [2 ** 9, 2 ** 18, 2 ** 27]));
    // Page 512 has the pointer with number 1; page 1 is another one.
    expect(tlb.access(512, 0)).toBe(2);
    expect(tlb.access(1, 0)).toBe(2);
    expect(tlb.inUse(2)).toEqual({ entries: 2, bytes: 2 * 4096 });
  });
});
