import { describe, expect, it } from 'vitest';
import type { AreaRequest } from '../../src/mm/area-request.ts';
import { getUnmappedArea } from '../../src/mm/get-unmapped-area.ts';
import { empty, occupy, request, X86 } from './process.ts';

/** __get_unmapped_area(): which path a mapping takes, kernel by kernel (kernel-facts 2.12). */
const HINT = 0x7000_0000;
const anonymous: Partial<AreaRequest> = { hasFile: false, shared: false };
const hooked: Partial<AreaRequest> = { hook: 'thp' };
const formOf = (kernel: string, pages: number, more: Partial<AreaRequest>) =>
  getUnmappedArea(empty({ kernel }), request(pages, more)).form;

describe('anonymous memory', () => {
  it.each([
    ['6.1', 'plain', 'plain'],
    ['6.7', 'thp', 'thp'],
    ['6.8', 'thp', 'thp'],
    ['6.10', 'thp', 'thp'],
    ['6.12', 'thp', 'plain'],
    ['6.13', 'thp', 'plain'],
    ['6.18', 'thp', 'plain'],
  ])('on %s: %s for 4M, %s for 4M and a page', (kernel, whole, odd) => {
    expect(formOf(kernel, 1024, anonymous)).toBe(whole);
    expect(formOf(kernel, 1025, anonymous)).toBe(odd);
    expect(formOf(kernel, 511, anonymous)).toBe('plain');
    expect(formOf(kernel, 512, anonymous)).toBe(whole);
  });

  it('is not aligned when the caller gave a hint, since 249608ee4713', () => {
    const asked = (kernel: string) => {
      const mm = occupy(empty({ kernel }), [HINT, HINT + 1]);
      return getUnmappedArea(mm, request(1024, { ...anonymous, hintPages: HINT })).form;
    };
    expect(asked('6.12')).toBe('thp');
    expect(asked('6.13')).toBe('plain');
  });

  it("aligns to 0 whatever the caller's offset; before anon-pgoff-zero, to the offset", () => {
    const at = (zero: boolean) =>
      getUnmappedArea(
        empty({ switches: { 'anon-pgoff-zero': zero } }),
        request(1024, { ...anonymous, pgoff: 5 }),
      ).page % 512;
    expect(at(true)).toBe(0);
    expect(at(false)).toBe(5);
  });
});

describe('files', () => {
  it.each([
    ['6.8', 'plain', 'plain'],
    ['6.10', 'thp', 'thp'],
    ['6.12', 'thp', 'plain'],
    ['6.12-stable', 'plain', 'plain'],
    ['6.13', 'plain', 'plain'],
  ])('without a hook on %s: %s for 4M, %s for 4M and a page', (kernel, whole, odd) => {
    expect(formOf(kernel, 1024, {})).toBe(whole);
    expect(formOf(kernel, 1025, {})).toBe(odd);
  });

  it('aligned by accident, they are congruent to their offset', () => {
    expect(getUnmappedArea(empty({ kernel: '6.10' }), request(1024, { pgoff: 5 })).page % 512).toBe(5);
  });

  it('with the thp hook are aligned at any length since 1854bc6e2420', () => {
    expect(formOf('5.15', 1025, hooked)).toBe('plain');
    expect(formOf('6.1', 1025, hooked)).toBe('thp');
    expect(formOf('6.18', 1025, hooked)).toBe('thp');
    expect(formOf('6.18', 512, hooked)).toBe('thp');
    const area = getUnmappedArea(empty(), request(1025, { ...hooked, pgoff: 7 }));
    expect(area.page % 512).toBe(7);
    // Without 1854bc6e2420 the hook was for DAX alone, and no length is looked at.
    expect(formOf('5.15', 1024, { ...hooked, hasFile: true })).toBe('plain');
    const odd = empty({ switches: { '1854bc6e2420': false, '34d7cf637c43': false } });
    expect(getUnmappedArea(odd, request(1024, hooked)).form).toBe('plain');
  });
});

describe('shared memory', () => {
  it('goes to shmem: tmpfs files, and anonymous memory that is shared', () => {
    const huge = empty({ thp: { shmemEnabled: 'always' } });
    const form = (more: Partial<AreaRequest>) => getUnmappedArea(huge, request(1100, more)).form;
    expect(form({ hook: 'shmem', shmemHuge: true })).toBe('shmem');
    expect(form({ hasFile: false, shared: true })).toBe('shmem');
    expect(form({ hasFile: false, shared: false })).toBe('plain');
    expect(form({ hasFile: true, shared: true })).toBe('plain');
  });
});

describe('hugetlb', () => {
  const huge = (pages: number, more: Partial<AreaRequest> = {}) =>
    getUnmappedArea(empty(), request(pages, { hook: 'hugetlb', hugetlbPages: 512, ...more }));

  it('takes whole huge pages, at addresses of whole huge pages', () => {
    expect(huge(1024)).toMatchObject({ page: Math.floor((X86.base - 1024) / 512) * 512, alignPages: 512 });
    expect(huge(1025).page).toBe(-22);
    expect(huge(1024, { fixed: true, hintPages: 512 * 99 }).page).toBe(512 * 99);
    expect(huge(1024, { fixed: true, hintPages: 512 * 99 + 1 }).page).toBe(-22);
  });

  it('rounds a hint up to a huge page', () => {
    expect(huge(1024, { hintPages: HINT + 1 })).toMatchObject({
      page: Math.ceil((HINT + 1) / 512) * 512,
      via: 'hint',
    });
  });
});

describe('every path', () => {
  it('ends with ENOMEM for more than TASK_SIZE, MAP_FIXED too', () => {
    expect(getUnmappedArea(empty(), request(X86.taskSize + 1, { fixed: true, hintPages: 1 })).page).toBe(-12);
    expect(getUnmappedArea(empty(), request(4, { fixed: true, hintPages: X86.taskSize - 3 })).page).toBe(-12);
    expect(getUnmappedArea(empty(), request(4, { fixed: true, hintPages: X86.taskSize - 4 })).page).toBe(
      X86.taskSize - 4,
    );
    expect(
      getUnmappedArea(empty({ layout: 'legacy' }), request(X86.taskSize, { fixed: true, hintPages: 0 })).page,
    ).toBe(0);
  });

  it('passes masked searches on', () => {
    const masks = [{ alignPages: 1024, offsetPages: 1, reason: 'mask' }];
    const forms = (more: Partial<AreaRequest>, pages = 1024) => {
      const mm = empty({ thp: { shmemEnabled: 'always' } });
      getUnmappedArea(mm, request(pages, more), masks);
      return mm.searches.map(({ form }) => form);
    };
    expect(forms({})).toEqual(['mask']);
    expect(forms(hooked)).toEqual(['mask']);
    expect(forms(anonymous)).toEqual(['mask']);
    expect(forms({ hasFile: false, shared: true })).toEqual(['mask', 'shmem']);
    // hugetlb has an alignment of its own and takes no masks.
    expect(forms({ hook: 'hugetlb', hugetlbPages: 512 })).toEqual(['plain']);
  });
});

describe('a process that records', () => {
  it.each([
    ['x86_64', 'topdown', ['x86 top-down', 'x86 bottom-up']],
    ['x86_64', 'legacy', ['x86 bottom-up']],
    ['arm64', 'topdown', ['generic top-down', 'generic bottom-up, second try']],
    ['arm64', 'legacy', ['generic bottom-up']],
  ] as const)('on %s, %s, says which searches failed', (arch, layout, reasons) => {
    const mm = empty({ arch, layout });
    occupy(mm, [mm.limits.mmapMin, mm.limits.taskSize]);
    mm.recording = true;
    expect(getUnmappedArea(mm, request(4)).page).toBe(-12);
    expect(mm.searches.map(({ form, reason }) => [form, reason])).toEqual(
      reasons.map((reason) => ['plain', reason]),
    );
  });
});
