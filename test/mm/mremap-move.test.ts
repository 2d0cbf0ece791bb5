import { describe, expect, it } from 'vitest';
import { type Backing, openBacking } from '../../src/mm/backing.ts';
import type { Mm } from '../../src/mm/mm.ts';
import { VM } from '../../src/mm/vma.ts';
import {
  type Asked,
  AT,
  call,
  EFAULT,
  ENOMEM,
  FILE,
  ranges,
  TO,
  withFile,
  withVma,
} from './mremap-process.ts';
import { empty, occupy, PAGE, X86 } from './process.ts';

/** move_vma(), mremap_to() and remap_move() of mm/mremap.c. */

describe('what a move places', () => {
  const asked = (mm: Mm, old: number, wanted: number, more: Asked = {}) => {
    let seen: unknown;
    call(mm, old, wanted, more, (_, request) => {
      seen = request;
      return { page: ENOMEM, via: 'none', gapStart: 0, gapEnd: 0, alignPages: 1, form: 'none' };
    });
    return seen;
  };

  it('the old pgoff, the file, its hook; no hint', () => {
    const mm = occupy(withFile({ hook: 'shmem', shmemHuge: true }, VM.READ | VM.SHARED), [AT + 10, AT + 11]);
    expect(asked(mm, 8, 12, { at: AT + 2 })).toEqual({
      hasFile: true,
      hook: 'shmem',
      shared: true,
      shmemHuge: true,
      hintPages: 0,
      lengthPages: 12,
      pgoff: 7,
      fixed: false,
      in32bit: false,
      hugetlbPages: 0,
    });
    expect(asked(occupy(withVma(), [AT + 10, AT + 11]), 10, 12)).toMatchObject({
      hasFile: false,
      shared: false,
      hook: 'none',
    });
  });

  it('the hook of the file that mmap put behind it (overlayfs)', () => {
    const mm = occupy(withFile({ hook: 'none', movedHook: 'thp' }), [AT + 10, AT + 11]);
    expect(asked(mm, 10, 12)).toMatchObject({ hook: 'thp' });
  });

  it('MREMAP_FIXED: that address; MREMAP_DONTUNMAP: it is a hint', () => {
    expect(asked(withVma(), 10, 10, { to: TO })).toMatchObject({ hintPages: TO, fixed: true });
    expect(asked(withVma(), 10, 9, { to: TO })).toMatchObject({ hintPages: TO, fixed: true, lengthPages: 9 });
    const hint = { dontUnmap: true, hintBytes: TO * PAGE };
    expect(asked(withVma(), 10, 10, hint)).toMatchObject({ hintPages: TO, fixed: false });
    expect(asked(withVma(), 10, 10, { dontUnmap: true })).toMatchObject({ hintPages: 0, fixed: false });
    expect(asked(occupy(withVma(), [AT + 10, AT + 11]), 10, 12, { hintBytes: TO * PAGE })).toMatchObject({
      hintPages: 0,
    });
  });

  it('leaves everything as it was where no place is found', () => {
    const mm = withVma();
    asked(mm, 10, 10, { dontUnmap: true });
    expect(ranges(mm)).toEqual([[AT, AT + 10]]);
  });

  it('needs three VMAs below max_map_count', () => {
    const move = (maxMapCount: number) =>
      call(occupy(withVma({}, { maxMapCount }), [AT + 10, AT + 11]), 10, 12).page;
    expect(move(5)).toBe(ENOMEM);
    expect(move(6)).toBe(X86.base - 12);
  });
});

describe('the moved VMA', () => {
  it('keeps flags, file and offset; anonymous memory takes its new page as offset', () => {
    const mm = withFile({}, VM.READ | VM.SHARED);
    call(mm, 8, 8, { at: AT + 2, to: TO });
    expect([...mm.space.vmas()][1]).toEqual({
      start: TO,
      end: TO + 8,
      flags: VM.READ | VM.SHARED,
      file: 1,
      pgoff: 7,
      owner: 3,
    });
    const anonymous = withVma();
    call(anonymous, 10, 10, { to: TO });
    expect([...anonymous.space.vmas()]).toMatchObject([{ start: TO, pgoff: TO, file: 0 }]);
  });

  it('MREMAP_DONTUNMAP leaves the old range mapped', () => {
    const mm = withVma();
    call(mm, 10, 10, { dontUnmap: true });
    expect(ranges(mm)).toEqual([
      [AT, AT + 10],
      [X86.base - 10, X86.base],
    ]);
  });
});

describe('MREMAP_FIXED', () => {
  it('takes away what was at the target, and the end of what is moved shorter', () => {
    const mm = occupy(withVma(), [TO - 2, TO + 20]);
    expect(call(mm, 10, 6, { to: TO })).toMatchObject({ page: TO, lengthPages: 6 });
    expect(ranges(mm)).toEqual([
      [TO - 2, TO],
      [TO, TO + 6],
      [TO + 6, TO + 20],
    ]);
  });

  it('may move longer', () => {
    const mm = withVma();
    expect(call(mm, 10, 16, { to: TO }).page).toBe(TO);
    expect(ranges(mm)).toEqual([[TO, TO + 16]]);
  });

  it('of a range that leaves its VMA: EFAULT, since 6.17 before the target is taken away', () => {
    const target = (kernel: string) => {
      const mm = occupy(withVma({}, { kernel }), [TO, TO + 20]);
      expect(call(mm, 11, 12, { to: TO }).page).toBe(EFAULT);
      return ranges(mm).some(([start]) => start === TO);
    };
    expect(target('6.18')).toBe(true);
    expect(target('6.13')).toBe(false);
  });

  it('of a VM_SPECIAL range: moved at its length, never longer; shorter once its end is cut off', () => {
    const special = () => withVma({ flags: VM.SPECIAL });
    expect(call(special(), 10, 10, { to: TO }).page).toBe(TO);
    expect(call(special(), 10, 11, { to: TO }).page).toBe(EFAULT);
    expect(call(special(), 10, 9, { to: TO }).page).toBe(TO);
  });

  it('fails where the target or the end cannot be cut', () => {
    const target = occupy(withVma({}, { maxMapCount: 2 }), [TO, TO + 20]);
    expect(call(target, 10, 9, { to: TO + 3 }).page).toBe(ENOMEM);
    expect(ranges(target)).toEqual([
      [AT, AT + 10],
      [TO, TO + 20],
    ]);
    const end = withVma({}, { maxMapCount: 1 });
    expect(call(end, 6, 4, { to: TO }).page).toBe(ENOMEM);
    expect(ranges(end)).toEqual([[AT, AT + 10]]);
  });

  it('before 6.17, of a source that the target cuts away: EFAULT', () => {
    const mm = withVma({}, { kernel: '6.13' });
    expect(call(mm, 10, 10, { at: TO, to: AT }).page).toBe(EFAULT);
  });
});

describe('MREMAP_FIXED over several VMAs, since 6.17 (remap_move)', () => {
  const two = (kernel = '6.18', first: Partial<Omit<Backing, 'file'>> = {}, second = first) => {
    const mm = empty({ kernel });
    for (const [i, what] of [first, second].entries()) {
      const { file } = openBacking(mm, { ...FILE, ...what });
      mm.space.place(AT + i * 10, AT + i * 10 + 6, { flags: VM.READ, file, pgoff: 50 * i, owner: 0 });
    }
    return mm;
  };

  it('takes along all of them with the gaps between', () => {
    const mm = two();
    expect(call(mm, 16, 16, { to: TO })).toMatchObject({ page: TO, lengthPages: 16, area: { via: 'fixed' } });
    expect([...mm.space.vmas()].map(({ start, end, pgoff }) => [start, end, pgoff])).toEqual([
      [TO, TO + 6, 0],
      [TO + 10, TO + 16, 50],
    ]);
  });

  it('takes parts of the first and the last', () => {
    const mm = two();
    call(mm, 10, 10, { at: AT + 2, to: TO });
    expect([...mm.space.vmas()].map(({ start, end, pgoff }) => [start, end, pgoff])).toEqual([
      [AT, AT + 2, 0],
      [AT + 12, AT + 16, 52],
      [TO, TO + 4, 2],
      [TO + 8, TO + 10, 50],
    ]);
  });

  it('may end in a hole, but not begin in one', () => {
    const mm = two();
    expect(call(mm, 9, 9, { to: TO }).page).toBe(TO);
    expect(ranges(mm)).toEqual([
      [AT + 10, AT + 16],
      [TO, TO + 6],
    ]);
    expect(call(two(), 9, 9, { at: AT + 7, to: TO }).page).toBe(EFAULT);
    expect(call(two(), 3, 3, { at: AT + 6, to: TO }).page).toBe(EFAULT);
    expect(call(two(), 4, 4, { at: AT + 6, to: TO }).page).toBe(EFAULT);
    expect(call(two(), 4, 4, { at: AT + 16, to: TO }).page).toBe(EFAULT);
  });

  it('was EFAULT before', () => {
    expect(call(two('6.13'), 16, 16, { to: TO }).page).toBe(EFAULT);
  });

  it.each([
    ['SYSV', 'shmem', EFAULT],
    ['/dev/zero', 'none', EFAULT],
    ['/dev/zero', 'shmem', TO],
    ['f', 'shmem', TO],
    ['f', 'none', TO],
  ] as const)('of %s with hook %s: %i (vma_multi_allowed)', (label, hook, page) => {
    expect(call(two('6.18', { label, hook }), 16, 16, { to: TO }).page).toBe(page);
    expect(call(two('6.18', {}, { label, hook }), 16, 16, { to: TO }).page).toBe(page);
    // Alone it moves all the same.
    expect(call(two('6.18', { label, hook }), 6, 6, { to: TO }).page).toBe(TO);
  });

  it('stops at the first that fails', () => {
    const mm = occupy(two(), [TO + 9, TO + 20]);
    const limited = empty({ maxMapCount: 3 });
    for (const { start, end, ...rest } of mm.space.vmas()) limited.space.place(start, end, rest);
    expect(call(limited, 16, 16, { to: TO }).page).toBe(ENOMEM);
  });
});
