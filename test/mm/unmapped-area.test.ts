import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressSpace } from '../../src/mm/address-space.ts';
import { highestSlot, lowestSlot } from '../../src/mm/exact-slot.ts';
import { vmUnmappedArea } from '../../src/mm/unmapped-area.ts';
import { ERRNO, VM } from '../../src/mm/vma.ts';

/** A space of a few hundred pages with stacks in it, and the same as a list. */
const GUARD = 5;
const layout = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 30 }),
      pages: fc.integer({ min: 1, max: 12 }),
      stack: fc.boolean(),
    }),
    {
      maxLength: 14,
    },
  )
  .map((parts) => {
    let at = 1;
    return parts.map(({ gap, pages, stack }) => {
      const start = at + gap;
      at = start + pages;
      return { start, end: at, stack };
    });
  });
const info = fc.record({
  topdown: fc.boolean(),
  lengthPages: fc.integer({ min: 1, max: 40 }),
  lowPages: fc.integer({ min: 0, max: 150 }),
  highPages: fc.integer({ min: 1, max: 500 }),
  alignPages: fc.constantFrom(1, 2, 4, 8, 16),
  offsetPages: fc.nat(64),
});

type Layout = { start: number; end: number; stack: boolean }[];

function spaceOf(vmas: Layout): AddressSpace {
  const space = new AddressSpace({ maxMapCount: 65530, stackGuardPages: GUARD });
  for (const { start, end, stack } of vmas) {
    space.place(start, end, { flags: stack ? VM.GROWSDOWN : 0, file: 0, pgoff: start, owner: 0 });
  }
  return space;
}

/** The free gaps of a window, page by page, each with the VMA after it. */
function gapsOf(vmas: Layout, low: number, high: number) {
  const gaps: { start: number; end: number; next: Layout[number] | undefined }[] = [];
  for (let page = low; page < high; page++) {
    if (vmas.some((vma) => vma.start <= page && page < vma.end)) continue;
    const last = gaps.at(-1);
    if (last?.end === page) last.end++;
    else gaps.push({ start: page, end: page + 1, next: vmas.find((vma) => vma.start > page) });
  }
  return gaps;
}

const guardOf = (vma: Layout[number]) => Math.max(0, vma.start - (vma.stack ? GUARD : 0));

/** unmapped_area_topdown() over lists: kernel-facts 2.4 word by word. */
function topdown(
  vmas: Layout,
  low: number,
  from: number,
  length: number,
  align: number,
  offset: number,
): number {
  let high = from;
  for (;;) {
    const gap = gapsOf(vmas, low, high).findLast(({ start, end }) => end - start >= length + align - 1);
    if (!gap) return ERRNO.ENOMEM;
    let page = gap.end - length;
    while ((((page - offset) % align) + align) % align !== 0) page--;
    if (gap.next?.stack && guardOf(gap.next) < gap.end) {
      high = guardOf(gap.next);
      continue;
    }
    return page;
  }
}

/** unmapped_area(): kernel-facts 2.3. */
function bottomup(
  vmas: Layout,
  from: number,
  high: number,
  length: number,
  align: number,
  offset: number,
): number {
  let low = from;
  for (;;) {
    const gap = gapsOf(vmas, low, high).find(({ start, end }) => end - start >= length + align - 1);
    if (!gap) return ERRNO.ENOMEM;
    let page = gap.start;
    while ((((page - offset) % align) + align) % align !== 0) page++;
    if (gap.next?.stack && guardOf(gap.next) < page + length + align - 1) {
      low = gap.next.end;
      continue;
    }
    return page;
  }
}

describe('vmUnmappedArea', () => {
  it('finds what the kernel source finds, page by page', () => {
    fc.assert(
      fc.property(layout, info, fc.nat(20), (vmas, search, min) => {
        const low = Math.max(search.lowPages, min);
        const { highPages, lengthPages, alignPages, offsetPages } = search;
        const wanted = search.topdown
          ? topdown(vmas, low, highPages, lengthPages, alignPages, offsetPages)
          : bottomup(vmas, low, highPages, lengthPages, alignPages, offsetPages);
        const found = { page: 0, gapStart: 0, gapEnd: 0 };
        vmUnmappedArea(spaceOf(vmas), search, alignPages, offsetPages, min, found);
        expect(found.page).toBe(wanted);
      }),
      { numRuns: 4000 },
    );
  });
});

describe('exact slots', () => {
  it('are the highest and lowest congruent places that hold the length, found by trying every page', () => {
    fc.assert(
      fc.property(layout, info, (vmas, { lowPages, highPages, lengthPages, alignPages, offsetPages }) => {
        const fits = (page: number) => {
          const end = page + lengthPages;
          if (page < lowPages || end > highPages || (page - offsetPages) % alignPages !== 0) return false;
          return vmas.every((vma) => end <= vma.start || vma.end <= page) && guarded(vmas, page, end);
        };
        const places = Array.from({ length: 600 }, (_, page) => page).filter(fits);
        const slot = { lowPages, highPages, lengthPages, alignPages, offsetPages };
        expect(highestSlot(spaceOf(vmas), slot)).toBe(places.at(-1));
        expect(lowestSlot(spaceOf(vmas), slot)).toBe(places[0]);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The stack right above a range keeps its guard gap free. */
function guarded(vmas: Layout, start: number, end: number): boolean {
  const next = vmas.find((vma) => vma.start >= end);
  return next === undefined || !next.stack || end <= guardOf(next) || start >= next.end;
}
