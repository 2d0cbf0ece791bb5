import { describe, expect, it } from 'vitest';
import { archUnmappedArea } from '../../src/mm/arch.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, occupy, PAGE, request, X86 } from './process.ts';

/** arch_get_unmapped_area_topdown() and arch_get_unmapped_area() of x86-64: kernel-facts 2.6. */
const ENOMEM = -12;
const WIDE = { ...X86, taskSize: 2 ** 44 - 1 };
const HINT = 0x7000_0000;

describe('x86 top-down', () => {
  it('takes the pages right below mmap_base, and says which search gave them', () => {
    const area = archUnmappedArea(empty(), request(3));
    expect(area).toEqual({
      page: X86.base - 3,
      via: 'topdown',
      gapStart: 16,
      gapEnd: X86.base,
      alignPages: 1,
      form: 'plain',
    });
  });

  it('has no room for more than TASK_SIZE, and looks no further', () => {
    const mm = empty();
    expect(archUnmappedArea(mm, request(X86.taskSize + 1))).toMatchObject({ page: ENOMEM, via: 'none' });
    expect(mm.searchCount).toBe(0);
    expect(archUnmappedArea(mm, request(X86.taskSize)).page).toBe(ENOMEM);
    expect(mm.searchCount).toBe(2);
  });

  it('returns a MAP_FIXED address as it is, free or not, even above all limits', () => {
    const mm = occupy(empty(), [HINT, HINT + 9]);
    const area = archUnmappedArea(mm, request(4, { fixed: true, hintPages: HINT }));
    expect(area).toMatchObject({ page: HINT, via: 'fixed', form: 'fixed', gapStart: HINT, gapEnd: HINT });
    expect(archUnmappedArea(mm, request(4, { fixed: true, hintPages: X86.taskSize })).page).toBe(
      X86.taskSize,
    );
  });

  it('grants a free hint, with neighbours that touch it on both sides', () => {
    const mm = occupy(empty(), [HINT - 5, HINT], [HINT + 4, HINT + 8]);
    expect(archUnmappedArea(mm, request(4, { hintPages: HINT }))).toMatchObject({ page: HINT, via: 'hint' });
    expect(archUnmappedArea(mm, request(5, { hintPages: HINT }))).toMatchObject({ via: 'topdown' });
    expect(archUnmappedArea(mm, request(4, { hintPages: HINT - 1 }))).toMatchObject({ via: 'topdown' });
  });

  it('keeps the guard gap of a stack above a hint: vm_start_gap()', () => {
    const mm = occupy(empty(), [HINT + 300, HINT + 310, VM.GROWSDOWN]);
    expect(archUnmappedArea(mm, request(300 - 256, { hintPages: HINT })).via).toBe('hint');
    expect(archUnmappedArea(mm, request(300 - 255, { hintPages: HINT })).via).toBe('topdown');
  });

  it('grants a hint that ends at TASK_SIZE, none that passes it', () => {
    const mm = empty();
    expect(archUnmappedArea(mm, request(4, { hintPages: X86.taskSize - 4 })).via).toBe('hint');
    expect(archUnmappedArea(mm, request(4, { hintPages: X86.taskSize - 3 })).via).toBe('topdown');
  });

  it('refuses a hint across the 47-bit border where there are 56 bits (mmap_address_hint_valid)', () => {
    const mm = empty({ vaBits: 57 });
    const at = (hintPages: number) => archUnmappedArea(mm, request(4, { hintPages })).via;
    expect(at(X86.taskSize - 4)).toBe('hint');
    expect(at(X86.taskSize - 3)).toBe('topdown');
    expect(at(X86.taskSize)).toBe('topdown');
    expect(at(X86.taskSize + 1)).toBe('hint');
    expect(at(WIDE.taskSize - 4)).toBe('hint');
    expect(at(WIDE.taskSize - 3)).toBe('topdown');
  });

  it('opens the large address space only to a hint above the 47 bits', () => {
    const above = X86.taskSize + 50;
    const mm = occupy(empty({ vaBits: 57 }), [above, above + 4]);
    const high = X86.base + (WIDE.taskSize - X86.taskSize);
    expect(archUnmappedArea(mm, request(4, { hintPages: above }))).toMatchObject({ page: high - 4 });
    const low = occupy(empty({ vaBits: 57 }), [X86.taskSize - 4, X86.taskSize]);
    expect(archUnmappedArea(low, request(2, { hintPages: X86.taskSize - 4 })).page).toBe(X86.base - 2);
    expect(archUnmappedArea(empty({ vaBits: 57 }), request(1, { hintPages: X86.taskSize })).page).toBe(
      X86.base - 1,
    );
  });

  it('goes on bottom-up from mmap_legacy_base when nothing is free below mmap_base', () => {
    const mm = occupy(empty(), [16, X86.legacyBase], [X86.legacyBase + 4, X86.base]);
    const free = archUnmappedArea(mm, request(4));
    expect(free).toMatchObject({ page: X86.legacyBase, via: 'topdown' });
    occupy(mm, [X86.legacyBase, X86.legacyBase + 4]);
    expect(archUnmappedArea(mm, request(4))).toMatchObject({ page: X86.base, via: 'bottomup' });
    expect(mm.searchCount).toBe(3);
  });

  it('aligns hugetlb to its page, and nothing else to its pgoff', () => {
    const huge = archUnmappedArea(empty(), request(512, { hugetlbPages: 512, pgoff: 7 }));
    expect(huge).toMatchObject({
      page: Math.floor((X86.base - 512) / 512) * 512,
      alignPages: 512,
      form: 'mask',
    });
    expect(archUnmappedArea(empty(), request(512, { pgoff: 7 }))).toMatchObject({
      page: X86.base - 512,
      alignPages: 1,
    });
  });

  it('runs masked searches first, in order, and its own when none of them succeeds', () => {
    const masks = [
      { alignPages: 2 ** 40, offsetPages: 0, reason: 'too large' },
      { alignPages: 512, offsetPages: 5, reason: 'second' },
    ];
    const area = archUnmappedArea(empty(), request(4), masks);
    expect(area).toMatchObject({ page: Math.floor((X86.base - 4 - 5) / 512) * 512 + 5, alignPages: 512 });
    expect(archUnmappedArea(empty(), request(4), masks.slice(0, 1))).toMatchObject({ page: X86.base - 4 });
    const only = { masksOnly: true };
    expect(archUnmappedArea(empty(), request(4, only), masks.slice(0, 1)).page).toBe(ENOMEM);
    expect(archUnmappedArea(empty(), request(4, only)).page).toBe(ENOMEM);
  });
});

describe('MAP_32BIT', () => {
  const begin = 0x4000_0000 / PAGE;
  const end = 0x8000_0000 / PAGE;

  it('searches bottom-up between 1G and 2G', () => {
    expect(archUnmappedArea(empty(), request(4, { in32bit: true }))).toMatchObject({
      page: begin,
      via: 'bottomup',
    });
    const full = occupy(empty(), [begin, end - 3]);
    expect(archUnmappedArea(full, request(3, { in32bit: true })).page).toBe(end - 3);
    expect(archUnmappedArea(full, request(4, { in32bit: true })).page).toBe(ENOMEM);
  });

  it('grants a hint below 2G', () => {
    const at = (hintPages: number, pages = 4) =>
      archUnmappedArea(empty(), request(pages, { in32bit: true, hintPages }));
    expect(at(99)).toMatchObject({ page: 99, via: 'hint' });
    expect(at(end - 4)).toMatchObject({ page: end - 4, via: 'hint' });
    expect(at(end - 3)).toMatchObject({ page: begin, via: 'bottomup' });
    expect(at(0, end + 1).page).toBe(ENOMEM);
  });

  it('takes no masked search, which belong to the top-down one', () => {
    const masks = [{ alignPages: 512, offsetPages: 5, reason: 'never' }];
    expect(archUnmappedArea(empty(), request(4, { in32bit: true }), masks).page).toBe(begin);
    expect(archUnmappedArea(empty(), request(4, { in32bit: true, masksOnly: true }), masks).page).toBe(
      ENOMEM,
    );
  });

  it('means nothing to a 32-bit program', () => {
    const mm = empty({ arch: 'i386' });
    expect(archUnmappedArea(mm, request(4, { in32bit: true })).page).toBe(0xf7ffe - 4);
    const legacy = empty({ arch: 'i386', layout: 'legacy' });
    expect(archUnmappedArea(legacy, request(4, { in32bit: true })).page).toBe(legacy.limits.legacyBase);
  });
});

describe('x86 bottom-up: the legacy layout', () => {
  const legacy = (vaBits = 48) => empty({ layout: 'legacy', vaBits });

  it('takes the lowest pages from mmap_legacy_base', () => {
    expect(archUnmappedArea(legacy(), request(3))).toMatchObject({
      page: X86.legacyBase,
      via: 'bottomup',
      gapStart: X86.legacyBase,
      gapEnd: X86.taskSize,
      alignPages: 1,
      form: 'plain',
    });
  });

  it('returns a MAP_FIXED address as it is', () => {
    expect(archUnmappedArea(legacy(), request(3, { fixed: true, hintPages: 77 }))).toMatchObject({
      page: 77,
      via: 'fixed',
    });
  });

  it('has room for the window and no more', () => {
    expect(archUnmappedArea(legacy(), request(X86.taskSize, { hintPages: 1 })).page).toBe(ENOMEM);
    const mm = legacy();
    expect(archUnmappedArea(mm, request(X86.taskSize + 1)).page).toBe(ENOMEM);
    expect(mm.searchCount).toBe(0);
    expect(archUnmappedArea(mm, request(X86.taskSize)).page).toBe(ENOMEM);
    expect(mm.searchCount).toBe(1);
    expect(archUnmappedArea(mm, request(X86.taskSize - X86.legacyBase)).page).toBe(X86.legacyBase);
  });

  it('grants free hints, down to the first page, with neighbours that touch', () => {
    const mm = occupy(
      legacy(),
      [HINT - 5, HINT],
      [HINT + 4, HINT + 8],
      [HINT + 400, HINT + 401, VM.GROWSDOWN],
    );
    const at = (hintPages: number, pages = 4) => archUnmappedArea(mm, request(pages, { hintPages })).via;
    expect(at(HINT)).toBe('hint');
    expect(at(HINT, 5)).toBe('bottomup');
    expect(at(HINT - 1)).toBe('bottomup');
    expect(at(HINT + 400 - 256 - 4)).toBe('hint');
    expect(at(HINT + 400 - 256 - 3)).toBe('bottomup');
    expect(at(1)).toBe('hint');
    expect(at(X86.taskSize - 4)).toBe('hint');
    expect(at(X86.taskSize - 3)).toBe('bottomup');
  });

  it('searches up to 56 bits after a hint above the 47-bit window', () => {
    const mm = occupy(legacy(57), [X86.legacyBase, X86.taskSize - 1], [X86.taskSize + 9, X86.taskSize + 20]);
    const at = (hintPages: number) => archUnmappedArea(mm, request(2, { hintPages })).page;
    expect(at(X86.taskSize + 9)).toBe(X86.taskSize - 1);
    expect(at(X86.taskSize - 1)).toBe(ENOMEM);
    expect(at(X86.taskSize)).toBe(ENOMEM);
  });

  it('aligns hugetlb to its page', () => {
    const area = archUnmappedArea(legacy(), request(512, { hugetlbPages: 512 }));
    expect(area).toMatchObject({ page: Math.ceil(X86.legacyBase / 512) * 512, alignPages: 512 });
  });

  it('runs masked searches upwards before its own', () => {
    const mask = { alignPages: 512, offsetPages: 5, reason: 'up' };
    const page = Math.ceil((X86.legacyBase - 5) / 512) * 512 + 5;
    expect(archUnmappedArea(legacy(), request(4), [mask])).toMatchObject({ page, alignPages: 512 });
    const none = [{ ...mask, alignPages: 2 ** 40 }];
    expect(archUnmappedArea(legacy(), request(4), none).page).toBe(X86.legacyBase);
    expect(archUnmappedArea(legacy(), request(4, { masksOnly: true }), none).page).toBe(ENOMEM);
    expect(archUnmappedArea(legacy(), request(4, { masksOnly: true }), [mask]).page).toBe(page);
  });
});
