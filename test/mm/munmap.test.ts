import { describe, expect, it } from 'vitest';
import { openBacking } from '../../src/mm/backing.ts';
import { munmap } from '../../src/mm/munmap.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, occupy, PAGE, ranges, X86 } from './process.ts';

/** do_vmi_munmap() of mm/vma.c. */
const AT = 1024;

describe('munmap', () => {
  it('takes whole pages away, the length rounded up', () => {
    const mm = occupy(empty(), [AT, AT + 10]);
    expect(munmap(mm, AT * PAGE, PAGE + 1)).toBe(0);
    expect(ranges(mm)).toEqual([[AT + 2, AT + 10, VM.READ]]);
    expect(munmap(mm, (AT + 100) * PAGE, PAGE)).toBe(0);
  });

  it('refuses an address inside a page, no length, and what passes TASK_SIZE: EINVAL', () => {
    const mm = occupy(empty(), [AT, AT + 10]);
    expect(munmap(mm, AT * PAGE + 1, PAGE)).toBe(-22);
    expect(munmap(mm, AT * PAGE, 0)).toBe(-22);
    expect(munmap(mm, AT * PAGE, -PAGE)).toBe(-22);
    expect(munmap(mm, (X86.taskSize - 1) * PAGE, 2 * PAGE)).toBe(-22);
    expect(munmap(mm, (X86.taskSize - 1) * PAGE, PAGE)).toBe(0);
    expect(ranges(mm)).toEqual([[AT, AT + 10, VM.READ]]);
  });

  it('cuts hugetlb memory only between huge pages (hugetlb_vm_op_split)', () => {
    const mm = empty();
    const huge = {
      hook: 'hugetlb',
      shmemHuge: false,
      hugetlbPages: 512,
      special: false,
      label: 'h',
    } as const;
    const { file } = openBacking(mm, huge);
    mm.space.place(AT, AT + 2048, { flags: VM.HUGETLB, file, pgoff: 0, owner: 0 });
    mm.space.place(8192, 8202, { flags: VM.READ, file: 0, pgoff: 0, owner: 0 });
    const cut = (start: number, pages: number) => munmap(mm, start * PAGE, pages * PAGE);
    expect(cut(AT + 1, 511)).toBe(-22);
    expect(cut(AT + 512, 511)).toBe(-22);
    expect(cut(AT - 3, 4)).toBe(-22);
    expect(cut(8193, 3)).toBe(0);
    expect(cut(AT + 512, 512)).toBe(0);
    expect(ranges(mm).map(([start, end]) => [start, end])).toEqual([
      [AT, AT + 512],
      [AT + 1024, AT + 2048],
      [8192, 8193],
      [8196, 8202],
    ]);
  });

  it('cuts hugetlb memory of unknown huge pages anywhere', () => {
    const mm = occupy(empty(), [AT, AT + 10, VM.HUGETLB]);
    mm.hasHugetlb = true;
    expect(munmap(mm, (AT + 3) * PAGE, PAGE)).toBe(0);
    expect(ranges(mm)).toHaveLength(2);
  });

  it('looks at those rules only once hugetlb memory was opened', () => {
    const mm = empty();
    expect(mm.hasHugetlb).toBe(false);
    const plain = { hook: 'none', shmemHuge: false, hugetlbPages: 0, special: false, label: 'f' } as const;
    openBacking(mm, plain);
    expect(mm.hasHugetlb).toBe(false);
    openBacking(mm, { ...plain, hugetlbPages: 1 });
    expect(mm.hasHugetlb).toBe(true);
  });
});
