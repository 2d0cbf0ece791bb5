import { describe, expect, it } from 'vitest';
import { thpOrPlain, thpUnmappedArea } from '../../src/mm/thp.ts';
import { empty, occupy, request, X86 } from './process.ts';

/** __thp_get_unmapped_area(): kernel-facts 2.8. Sizes are pages; one PMD is 512. */
const PMD = 512;
const HINT = 0x7000_0000;
const to = (offsetPages: number, sizePages = PMD) => ({ sizePages, offsetPages, reason: 'test' });
const pageOf = (pages: number, offset: number, mm = empty()) =>
  thpUnmappedArea(mm, request(pages), to(offset))?.page;

describe('thpUnmappedArea', () => {
  it('is for ranges that hold one whole block in file offsets', () => {
    expect(pageOf(512, 0)).toBeDefined();
    expect(pageOf(511, 0)).toBeUndefined();
    expect(pageOf(512 + 511, 1)).toBeDefined();
    expect(pageOf(512 + 510, 1)).toBeUndefined();
    expect(pageOf(10, 512 - 20)).toBeUndefined();
    expect(pageOf(20, 512 - 20)).toBeUndefined();
  });

  it('trims the padded area to the highest congruent address', () => {
    const area = thpUnmappedArea(empty(), request(1024), to(3));
    const wanted = Math.floor((X86.base - 1024 - 3) / PMD) * PMD + 3;
    expect(area).toMatchObject({ page: wanted, alignPages: PMD, form: 'thp', via: 'topdown' });
  });

  it('takes the upper end where the padded area came out congruent: 96204e15310c, top-down alone', () => {
    const congruent = { mmapBaseBytes: 2 ** 46, layout: 'topdown' } as const;
    const base = 2 ** 34;
    expect(pageOf(1024, 0, empty(congruent))).toBe(base - 1024);
    expect(pageOf(1024, 0, empty({ ...congruent, kernel: '6.7' }))).toBe(base - 1024 - PMD);
    const legacy = occupy(empty({ layout: 'legacy' }), [X86.legacyBase, 2 ** 34]);
    expect(pageOf(1024, 0, legacy)).toBe(2 ** 34);
    expect(pageOf(1024, 1, legacy)).toBe(2 ** 34 + 1);
  });

  it('has no room without the padding of a whole leaf', () => {
    const gap = (pages: number) => occupy(empty(), [16, 2 ** 34 - pages], [2 ** 34, X86.taskSize]);
    expect(pageOf(1024, 0, gap(1024 + PMD - 1))).toBeUndefined();
    expect(pageOf(1024, 0, gap(1024 + PMD))).toBe(2 ** 34 - 1024);
  });

  it('keeps a hint that is free for the padded length, and MAP_FIXED, unaligned', () => {
    const asked = { hintPages: HINT + 1 };
    expect(thpUnmappedArea(empty(), request(1024, asked), to(0))).toMatchObject({
      page: HINT + 1,
      via: 'hint',
    });
    const tight = occupy(empty(), [HINT + 1 + 1024 + PMD - 1, HINT + 9999]);
    expect(thpUnmappedArea(tight, request(1024, asked), to(0))).toMatchObject({
      via: 'topdown',
      form: 'thp',
    });
    const fixed = { fixed: true, hintPages: HINT + 1 };
    expect(thpUnmappedArea(tight, request(1024, fixed), to(0))).toMatchObject({
      page: HINT + 1,
      via: 'fixed',
    });
  });

  it('does nothing for a 32-bit program since 4ef9ad19e176 (6.8)', () => {
    expect(pageOf(1024, 0, empty({ arch: 'i386' }))).toBeUndefined();
    expect(pageOf(1024, 0, empty({ arch: 'i386', kernel: '6.7' }))).toBeDefined();
    expect(pageOf(1024, 0, empty({ kernel: '6.8' }))).toBeDefined();
  });

  it('records its padded search as one for the true length', () => {
    const mm = empty();
    mm.searches.push({
      form: 'plain',
      reason: 'before',
      info: { topdown: true, lengthPages: 1, lowPages: 0, highPages: 1, alignPages: 1, offsetPages: 0 },
      wanted: { lengthPages: 1, alignPages: 1, offsetPages: 0 },
      area: { page: 0, gapStart: 0, gapEnd: 0 },
    });
    thpUnmappedArea(mm, request(1024), to(3));
    expect(mm.searches).toHaveLength(2);
    expect(mm.searches[0]).toMatchObject({ form: 'plain', reason: 'before' });
    expect(mm.searches[1]).toMatchObject({
      form: 'thp',
      reason: 'test',
      wanted: { lengthPages: 1024, alignPages: PMD, offsetPages: 3 },
      info: { lengthPages: 1024 + PMD, alignPages: 1 },
    });
    expect(mm.padding).toBe(false);
  });

  it('leaves masked searches inside it as what they are', () => {
    const mm = empty();
    const mask = { alignPages: PMD, offsetPages: 9, reason: 'mask' };
    const area = thpUnmappedArea(mm, request(1024), to(9), [mask]);
    expect(mm.searches.map(({ form, reason }) => [form, reason])).toEqual([['mask', 'mask']]);
    // The masked area is congruent already: its upper end is taken.
    expect(area?.page).toBe(mm.searches[0]!.area.page + PMD);
  });
});

describe('thpOrPlain', () => {
  it('falls back to the plain path with the true length, masks and all', () => {
    const gap = (pages: number) => occupy(empty(), [16, 2 ** 34 - pages], [2 ** 34, X86.taskSize]);
    const mm = gap(1024 + 1);
    expect(thpOrPlain(mm, request(1024), 0)).toMatchObject({ page: 2 ** 34 - 1024, form: 'plain' });
    const mask = [{ alignPages: 2, offsetPages: 1, reason: 'mask' }];
    expect(thpOrPlain(gap(1025), request(1024), 0, mask)).toMatchObject({
      page: 2 ** 34 - 1025,
      form: 'mask',
    });
  });

  it('aligns to the PMD, and passes masks to the padded path', () => {
    const mm = empty();
    expect(thpOrPlain(mm, request(1024), 3)).toMatchObject({ form: 'thp', alignPages: PMD });
    expect(mm.searches[0]?.reason).toBe('thp_get_unmapped_area');
    const masked = empty();
    thpOrPlain(masked, request(1024), 3, [{ alignPages: 4, offsetPages: 3, reason: 'mask' }]);
    expect(masked.searches.map(({ form }) => form)).toEqual(['mask']);
  });

  it('has PMDs of 2M on x86-64, of 512M on arm64 with 64K pages', () => {
    expect(empty().limits.pmd).toBe(512);
    expect(empty({ arch: 'arm64', granuleBytes: 65536 }).limits.pmd).toBe(8192);
    expect(empty({ leaves: { pmd: false } }).limits.pmd).toBe(512);
  });
});
