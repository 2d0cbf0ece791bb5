import { describe, expect, it } from 'vitest';
import { archUnmappedArea } from '../../src/mm/arch.ts';
import { VM } from '../../src/mm/vma.ts';
import { ARM64, empty, occupy, request } from './process.ts';

/** generic_get_unmapped_area_topdown() and generic_get_unmapped_area(): kernel-facts 2.5. */
const ENOMEM = -12;
const HINT = 0x7000_0000;
const MIN = 16;
const arm = (layout: 'topdown' | 'legacy' = 'topdown') => empty({ arch: 'arm64', layout });

describe.each(['topdown', 'legacy'] as const)('generic, %s: what both directions begin with', (layout) => {
  const other = layout === 'topdown' ? 'topdown' : 'bottomup';

  it('refuses a length that the space above mmap_min_addr cannot hold, before anything is searched', () => {
    const mm = arm(layout);
    expect(
      archUnmappedArea(mm, request(ARM64.taskSize - MIN + 1, { fixed: true, hintPages: HINT })),
    ).toMatchObject({
      page: ENOMEM,
      via: 'none',
    });
    expect(archUnmappedArea(mm, request(ARM64.taskSize - MIN, { fixed: true, hintPages: HINT })).page).toBe(
      HINT,
    );
    expect(mm.searchCount).toBe(0);
  });

  it('returns a MAP_FIXED address as it is', () => {
    const mm = occupy(arm(layout), [HINT, HINT + 2]);
    expect(archUnmappedArea(mm, request(4, { fixed: true, hintPages: HINT }))).toMatchObject({
      page: HINT,
      via: 'fixed',
    });
  });

  it('grants a hint between its neighbours, less the guard gap of a stack above', () => {
    const mm = occupy(
      arm(layout),
      [HINT - 5, HINT],
      [HINT + 4, HINT + 8],
      [HINT + 400, HINT + 401, VM.GROWSDOWN],
    );
    const at = (hintPages: number, pages = 4) => archUnmappedArea(mm, request(pages, { hintPages })).via;
    expect(at(HINT)).toBe('hint');
    expect(at(HINT, 5)).toBe(other);
    expect(at(HINT - 1)).toBe(other);
    expect(at(HINT + 8)).toBe('hint');
    expect(at(HINT + 400 - 256 - 4)).toBe('hint');
    expect(at(HINT + 400 - 256 - 3)).toBe(other);
  });

  it('grants hints from mmap_min_addr to the end of the space', () => {
    const at = (hintPages: number) => archUnmappedArea(arm(layout), request(4, { hintPages })).via;
    expect(at(MIN)).toBe('hint');
    expect(at(MIN - 1)).toBe(other);
    expect(at(ARM64.taskSize - 4)).toBe('hint');
    expect(at(ARM64.taskSize - 3)).toBe(other);
    expect(at(0)).toBe(other);
  });

  it('runs masked searches before its own', () => {
    const found = { alignPages: 512, offsetPages: 5, reason: 'mask' };
    const none = { ...found, alignPages: 2 ** 40 };
    const only = { masksOnly: true };
    const area = archUnmappedArea(arm(layout), request(4), [none, found]);
    expect(area).toMatchObject({ alignPages: 512, form: 'mask' });
    expect((area.page - 5) % 512).toBe(0);
    expect(archUnmappedArea(arm(layout), request(4), [none])).toMatchObject({ alignPages: 1, form: 'plain' });
    expect(archUnmappedArea(arm(layout), request(4, only), [none]).page).toBe(ENOMEM);
    expect(archUnmappedArea(arm(layout), request(4, only), [found]).page).toBe(area.page);
    expect(archUnmappedArea(arm(layout), request(4, { ...only, hintPages: HINT })).page).toBe(HINT);
  });

  it('aligns hugetlb to its page', () => {
    const { page, alignPages } = archUnmappedArea(arm(layout), request(512, { hugetlbPages: 512, pgoff: 3 }));
    expect([page % 512, alignPages]).toEqual([0, 512]);
  });
});

describe('generic top-down', () => {
  it('takes the pages right below mmap_base', () => {
    expect(archUnmappedArea(arm(), request(3))).toEqual({
      page: ARM64.base - 3,
      via: 'topdown',
      gapStart: MIN,
      gapEnd: ARM64.base,
      alignPages: 1,
      form: 'plain',
    });
  });

  it('tries bottom-up from TASK_UNMAPPED_BASE when nothing is free below mmap_base', () => {
    const mm = occupy(arm(), [MIN, ARM64.base]);
    expect(archUnmappedArea(mm, request(4))).toMatchObject({ page: ARM64.base, via: 'bottomup' });
    expect(mm.searchCount).toBe(2);
    occupy(mm, [ARM64.base, ARM64.taskSize - 3]);
    expect(archUnmappedArea(mm, request(4)).page).toBe(ENOMEM);
    expect(archUnmappedArea(mm, request(3)).page).toBe(ARM64.taskSize - 3);
  });

  it('aligns the second try for hugetlb too', () => {
    const mm = occupy(arm(), [MIN, ARM64.base + 1]);
    const area = archUnmappedArea(mm, request(512, { hugetlbPages: 512 }));
    expect(area).toMatchObject({ page: ARM64.base + 512, alignPages: 512, via: 'bottomup' });
  });

  it('opens the large address space only to a hint above the window', () => {
    const mm = occupy(empty({ arch: 'arm64', vaBits: 52, granuleBytes: 65536 }), [
      2 ** 32 + 50,
      2 ** 32 + 54,
    ]);
    const { mapWindow, taskSize, mmapBase } = mm.limits;
    expect([mapWindow, taskSize]).toEqual([2 ** 32, 2 ** 36]);
    const at = (hintPages: number) => archUnmappedArea(mm, request(4, { hintPages })).page;
    expect(at(mapWindow + 50)).toBe(mmapBase + taskSize - mapWindow - 4);
    expect(at(mapWindow)).toBe(mmapBase - 4);
    expect(at(mapWindow + 1)).toBe(mapWindow + 1);
  });
});

describe('generic bottom-up: the legacy layout', () => {
  it('takes the lowest pages from TASK_UNMAPPED_BASE', () => {
    expect(archUnmappedArea(arm('legacy'), request(3))).toEqual({
      page: ARM64.legacyBase,
      via: 'bottomup',
      gapStart: ARM64.legacyBase,
      gapEnd: ARM64.taskSize,
      alignPages: 1,
      form: 'plain',
    });
  });
});
