import { describe, expect, it } from 'vitest';
import type { ThpSettings } from '../../src/machine/settings.ts';
import type { AreaRequest } from '../../src/mm/area-request.ts';
import { shmemUnmappedArea } from '../../src/mm/shmem.ts';
import { empty, occupy, request, X86 } from './process.ts';

/** shmem_get_unmapped_area(): kernel-facts 2.9. Pages; one PMD is 512. */
const H = 512;
const HINT = 0x7000_0000;
const anonymous = (enabled: ThpSettings['shmemEnabled']) => empty({ thp: { shmemEnabled: enabled } });
const place = (pages: number, more: Partial<AreaRequest> = {}, mm = empty()) =>
  shmemUnmappedArea(mm, request(pages, { hook: 'shmem', shmemHuge: true, ...more }));

/** Padded by H - 1 below mmap_base, then rounded up from its low end to `offset`. */
function aligned(pages: number, offset: number): number {
  let page = X86.base - (pages + H - 1);
  while (page % H !== offset) page++;
  return page;
}

describe('shmem_get_unmapped_area', () => {
  it.each([
    [512, 0],
    [600, 0],
    [1024, 0],
    [1500, 0],
    [1024, 3],
    [1500, 511],
    [1025, 512],
  ])('rounds %i pages at offset %i up from the low end of a padded area', (pages, pgoff) => {
    expect(place(pages, { pgoff })).toMatchObject({
      page: aligned(pages, pgoff % H),
      alignPages: H,
      form: 'shmem',
    });
  });

  it('leaves alone what is shorter than a PMD, or holds no block behind its offset', () => {
    expect(place(511).form).toBe('plain');
    expect(place(512, { pgoff: 1 }).form).toBe('plain');
    expect(place(1022, { pgoff: 1 }).form).toBe('plain');
    expect(place(1023, { pgoff: 1 }).form).toBe('shmem');
  });

  it('keeps an ordinary placement that is congruent by chance', () => {
    const at = (base: number, pgoff: number) => {
      const mm = empty({ mmapBaseBytes: base * 4096 });
      return [place(1024, { pgoff }, mm), mm.searchCount] as const;
    };
    expect(at(2 ** 34, 0)).toMatchObject([{ page: 2 ** 34 - 1024, form: 'plain' }, 1]);
    expect(at(2 ** 34 + 3, 3)).toMatchObject([{ page: 2 ** 34 + 3 - 1024, form: 'plain' }, 1]);
    expect(at(2 ** 34 + 3, 0)).toMatchObject([{ form: 'shmem' }, 2]);
  });

  it('leaves granted hints, MAP_FIXED and failures as they are', () => {
    expect(place(1024, { hintPages: HINT + 1 })).toMatchObject({ page: HINT + 1, via: 'hint' });
    expect(place(1024, { hintPages: HINT + 1, fixed: true })).toMatchObject({ page: HINT + 1, via: 'fixed' });
    const full = occupy(empty(), [16, X86.taskSize]);
    expect(place(1024, {}, full).page).toBe(-12);
    expect(full.searchCount).toBe(2);
  });

  it('keeps the ordinary placement where the padded one has no room', () => {
    const gap = (pages: number) => occupy(empty(), [16, 2 ** 34 + 1 - pages], [2 ** 34 + 1, X86.taskSize]);
    expect(place(1024, {}, gap(1024 + H - 2))).toMatchObject({ page: 2 ** 34 + 1 - 1024, form: 'plain' });
    expect(place(1024, {}, gap(1024 + H - 1))).toMatchObject({ page: 2 ** 34 - 1024, form: 'shmem' });
  });

  it('asks the mount for files: huge= must not be never', () => {
    expect(place(1024, { shmemHuge: false }).form).toBe('plain');
    expect(place(1024, { shmemHuge: false }, anonymous('always')).form).toBe('plain');
  });

  it.each([
    ['never', 'plain'],
    ['deny', 'plain'],
    ['always', 'shmem'],
    ['within_size', 'shmem'],
    ['advise', 'shmem'],
    ['force', 'shmem'],
  ] as const)('asks shmem_enabled for shared anonymous memory: %s', (enabled, form) => {
    expect(place(1024, { hasFile: false, hook: 'none', shmemHuge: false }, anonymous(enabled)).form).toBe(
      form,
    );
  });

  it('has deny and force for every tmpfs too', () => {
    expect(place(1024, {}, anonymous('deny')).form).toBe('plain');
    expect(place(1024, { shmemHuge: false }, anonymous('force')).form).toBe('shmem');
  });

  it('knows no offset of anonymous memory', () => {
    const area = place(1024, { hasFile: false, pgoff: 3 }, anonymous('always'));
    expect(area.page).toBe(aligned(1024, 0));
  });

  it('records the padded search as one for the true length, and the ordinary one not', () => {
    const mm = empty();
    place(1024, { pgoff: 3 }, mm);
    expect(mm.searches).toMatchObject([
      {
        form: 'shmem',
        reason: 'shmem_get_unmapped_area, padded',
        info: { lengthPages: 1024 + H - 1, alignPages: 1, offsetPages: 0 },
        wanted: { lengthPages: 1024, alignPages: H, offsetPages: 3 },
      },
    ]);
    expect(mm.padding).toBe(false);
    mm.recording = true;
    place(1024, { pgoff: 3 }, mm);
    expect(mm.searches.map(({ form }) => form)).toEqual(['shmem', 'plain', 'shmem']);
  });

  it('runs masked searches in both', () => {
    const mm = empty();
    const masks = [{ alignPages: 4, offsetPages: 1, reason: 'mask' }];
    const area = shmemUnmappedArea(mm, request(1024, { shmemHuge: true }), masks);
    expect(mm.searches.map(({ form, info }) => [form, info.alignPages])).toEqual([
      ['mask', 4],
      ['shmem', 4],
    ]);
    expect(area.page % H).toBe(0);
  });
});
