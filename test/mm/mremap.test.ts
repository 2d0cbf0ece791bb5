import { describe, expect, it } from 'vitest';
import { openBacking } from '../../src/mm/backing.ts';
import { mremap } from '../../src/mm/mremap.ts';
import { VM } from '../../src/mm/vma.ts';
import { AT, call, EFAULT, EINVAL, ENOMEM, FILE, ranges, TO, withVma } from './mremap-process.ts';
import { empty, occupy, PAGE, X86 } from './process.ts';

/** do_mremap() of mm/mremap.c: kernel-facts 2.11. */
describe('arguments', () => {
  it('an address inside a page, a new length of 0: EINVAL', () => {
    expect(call(withVma(), 10, 10, { at: AT + 0.5 }).page).toBe(EINVAL);
    expect(call(withVma(), 10, 0).page).toBe(EINVAL);
  });

  it('nothing mapped there: EFAULT', () => {
    expect(call(withVma(), 5, 5, { at: AT - 5 }).page).toBe(EFAULT);
    expect(call(withVma(), 5, 5, { at: AT + 10 }).page).toBe(EFAULT);
  });

  it('MREMAP_FIXED and MREMAP_DONTUNMAP need MREMAP_MAYMOVE, DONTUNMAP equal lengths', () => {
    expect(call(withVma(), 10, 10, { to: TO, mayMove: false }).page).toBe(EINVAL);
    expect(call(withVma(), 10, 10, { dontUnmap: true, mayMove: false }).page).toBe(EINVAL);
    expect(call(withVma(), 10, 11, { dontUnmap: true }).page).toBe(EINVAL);
    expect(call(withVma(), 10, 9, { dontUnmap: true }).page).toBe(EINVAL);
    expect(call(withVma(), 10, 10, { dontUnmap: true }).page).toBe(X86.base - 10);
  });

  it.each(['6.13', '6.18'])(
    'a target inside a page, past TASK_SIZE or over the old range: EINVAL on %s',
    (kernel) => {
      const to = (page: number, old = 10, wanted = 10) =>
        call(withVma({}, { kernel }), old, wanted, { to: page }).page;
      expect(to(TO + 0.5)).toBe(EINVAL);
      expect(to(X86.taskSize - 9)).toBe(EINVAL);
      expect(to(X86.taskSize - 10)).toBe(X86.taskSize - 10);
      expect(to(AT)).toBe(EINVAL);
      expect(to(AT + 9)).toBe(EINVAL);
      expect(to(AT + 10)).toBe(AT + 10);
      expect(to(AT - 9)).toBe(EINVAL);
      expect(to(AT - 10)).toBe(AT - 10);
      expect(to(AT - 5, 10, 5)).toBe(AT - 5);
      expect(to(AT - 4, 10, 5)).toBe(EINVAL);
      expect(to(AT + 5, 5, 5)).toBe(AT + 5);
    },
  );

  it('a bad target is looked at before the old range since 6.17, after it before', () => {
    const both = (kernel: string) => call(withVma({}, { kernel }), 10, 9, { at: TO, to: TO }).page;
    expect(both('6.18')).toBe(EINVAL);
    expect(both('6.13')).toBe(EFAULT);
  });

  it('lengths are rounded up to pages', () => {
    const mm = withVma();
    expect(
      mremap(mm, {
        atBytes: AT * PAGE,
        oldLengthBytes: 9 * PAGE + 1,
        newLengthBytes: 4 * PAGE + 1,
        mayMove: false,
        dontUnmap: false,
        owner: 0,
      }),
    ).toMatchObject({ page: AT, lengthPages: 5 });
    expect(ranges(mm)).toEqual([[AT, AT + 5]]);
  });

  it('counts searches from nothing', () => {
    const mm = withVma();
    mm.searchCount = 7;
    call(mm, 10, 9);
    expect([mm.searchCount, mm.searches]).toEqual([0, []]);
  });
});

describe('shrinking', () => {
  it('cuts the end off, even in the middle of a VMA', () => {
    const mm = withVma();
    expect(call(mm, 6, 4).area).toMatchObject({ page: AT, via: 'fixed' });
    expect(ranges(mm)).toEqual([
      [AT, AT + 4],
      [AT + 6, AT + 10],
    ]);
  });

  it('to the same length is nothing', () => {
    const mm = withVma();
    expect(call(mm, 10, 10).page).toBe(AT);
    expect(call(mm, 30, 30).page).toBe(AT);
    expect(ranges(mm)).toEqual([[AT, AT + 10]]);
  });

  it('fails where the cut would pass max_map_count', () => {
    expect(call(withVma({}, { maxMapCount: 1 }), 6, 4).page).toBe(ENOMEM);
  });
});

describe('growing', () => {
  it('in place where the range ends with its VMA and the pages after it are free', () => {
    const mm = occupy(withVma(), [AT + 15, AT + 16]);
    expect(call(mm, 10, 15)).toMatchObject({ page: AT, lengthPages: 15, area: { via: 'fixed' } });
    expect(ranges(mm)).toEqual([
      [AT, AT + 15],
      [AT + 15, AT + 16],
    ]);
    const tail = withVma();
    expect(call(tail, 4, 5, { at: AT + 6 }).page).toBe(AT + 6);
    expect(ranges(tail)).toEqual([[AT, AT + 11]]);
  });

  it('merges with what it grows up to', () => {
    const mm = withVma();
    mm.space.place(AT + 12, AT + 14, { flags: VM.READ, file: 0, pgoff: AT + 12, owner: 0 });
    call(mm, 10, 12);
    expect(ranges(mm)).toEqual([[AT, AT + 14]]);
  });

  it('moves where there is no room, or the range ends before its VMA', () => {
    const mm = occupy(withVma(), [AT + 14, AT + 16]);
    expect(call(mm, 10, 15)).toMatchObject({ page: X86.base - 15, area: { via: 'topdown' } });
    expect(ranges(mm)).toEqual([
      [AT + 14, AT + 16],
      [X86.base - 15, X86.base],
    ]);
    const part = withVma();
    expect(call(part, 4, 5).page).toBe(X86.base - 5);
    expect(ranges(part)).toEqual([
      [AT + 4, AT + 10],
      [X86.base - 5, X86.base],
    ]);
  });

  it('without MREMAP_MAYMOVE: ENOMEM', () => {
    expect(call(occupy(withVma(), [AT + 14, AT + 16]), 10, 15, { mayMove: false }).page).toBe(ENOMEM);
    expect(call(withVma(), 10, 15, { mayMove: false }).page).toBe(AT);
  });

  it('never past TASK_SIZE', () => {
    const mm = empty();
    const at = X86.taskSize - 10;
    mm.space.place(at, at + 8, { flags: VM.READ, file: 0, pgoff: at, owner: 0 });
    expect(call(mm, 8, 10, { at, mayMove: false }).page).toBe(at);
    expect(call(mm, 10, 11, { at, mayMove: false }).page).toBe(ENOMEM);
  });

  it('more than the VMA holds, or a VM_SPECIAL one: EFAULT', () => {
    expect(call(withVma(), 11, 12).page).toBe(EFAULT);
    expect(call(withVma({ flags: VM.SPECIAL }), 10, 12).page).toBe(EFAULT);
    expect(call(withVma({ flags: VM.SPECIAL }), 10, 10).page).toBe(AT);
  });
});

describe('hugetlb', () => {
  const huge = () => {
    const mm = empty();
    const { file } = openBacking(mm, { ...FILE, hook: 'hugetlb', hugetlbPages: 512 });
    mm.space.place(512 * 8, 512 * 12, { flags: VM.READ | VM.HUGETLB | VM.SPECIAL, file, pgoff: 0, owner: 0 });
    return mm;
  };

  it('counts in huge pages, from a huge page, and does not grow', () => {
    const at = 512 * 8;
    expect(call(huge(), 4 * 512, 3 * 512 - 1, { at })).toMatchObject({ page: at, lengthPages: 3 * 512 });
    expect(call(huge(), 512, 512, { at: at + 1 }).page).toBe(EINVAL);
    expect(call(huge(), 4 * 512, 4 * 512 + 1, { at }).page).toBe(EINVAL);
    expect(call(huge(), 4 * 512 - 1, 4 * 512, { at }).page).toBe(at);
  });

  it('moves to an address of its own alignment', () => {
    const mm = huge();
    const { page } = call(mm, 4 * 512, 4 * 512, { at: 512 * 8, dontUnmap: true });
    expect(page).toBe(Math.floor((X86.base - 4 * 512) / 512) * 512);
  });
});
