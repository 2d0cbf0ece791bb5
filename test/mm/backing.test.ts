import { describe, expect, it } from 'vitest';
import { callersArea, failedArea, searchLabel } from '../../src/mm/area-request.ts';
import { ANONYMOUS, backingOf, isAnonymous, openBacking } from '../../src/mm/backing.ts';
import { copyMm } from '../../src/mm/mm.ts';
import { errnoName, permissions, VM } from '../../src/mm/vma.ts';
import { empty, occupy, ranges } from './process.ts';

const FILE = { hook: 'thp', shmemHuge: false, hugetlbPages: 0, special: false, label: 'lib.so' } as const;

describe('backings', () => {
  it('are numbered from 1 and found by their number', () => {
    const mm = empty();
    expect(openBacking(mm, FILE)).toEqual({ ...FILE, file: 1 });
    expect(openBacking(mm, { ...FILE, label: 'b' }).file).toBe(2);
    expect(backingOf(mm, 1)).toEqual({ ...FILE, file: 1 });
  });

  it('of numbers that nobody opened have no hook', () => {
    const nothing = { hook: 'none', shmemHuge: false, hugetlbPages: 0, special: false, label: '' };
    expect(ANONYMOUS).toEqual({ ...nothing, file: 0 });
    expect(backingOf(empty(), 9)).toEqual({ ...nothing, file: 9 });
  });

  it('are anonymous without a file, and privately from /dev/zero (vma_is_anonymous)', () => {
    expect(isAnonymous({ file: 0, flags: VM.SHARED }, '')).toBe(true);
    expect(isAnonymous({ file: 1, flags: 0 }, '/dev/zero')).toBe(true);
    expect(isAnonymous({ file: 1, flags: VM.SHARED }, '/dev/zero')).toBe(false);
    expect(isAnonymous({ file: 1, flags: 0 }, 'lib.so')).toBe(false);
  });
});

it('a forked process has its own VMAs, searches and open files', () => {
  const mm = occupy(empty(), [100, 110]);
  openBacking(mm, FILE);
  mm.brk = 5;
  const child = copyMm(mm);
  expect([child.brk, child.searches, ranges(child), child.backings.size]).toEqual([5, [], ranges(mm), 1]);
  openBacking(child, FILE);
  child.space.remove(100, 110);
  expect([mm.backings.size, ranges(mm).length]).toEqual([1, 1]);
});

it('a new process has no heap, records nothing and has opened no hugetlb memory', () => {
  const { brk, startBrk, recording, padding, hasHugetlb, searchCount, searches } = empty();
  expect({ brk, startBrk, recording, padding, hasHugetlb, searchCount, searches }).toEqual({
    brk: 0,
    startBrk: 0,
    recording: false,
    padding: false,
    hasHugetlb: false,
    searchCount: 0,
    searches: [],
  });
});

it('limits of a process are pages: mmap_min_addr rounded up, the guard gap rounded down', () => {
  const mm = empty({ mmapMinAddrBytes: 5000, stackGuardBytes: 3 * 4096 + 5 });
  expect(mm.limits).toEqual({
    taskSize: 0x7fff_ffff_f,
    mapWindow: 0x7fff_ffff_f,
    mmapBase: 0x7fff_f7ff_f,
    legacyBase: 0x2aaa_aaaa_b,
    mmapMin: 2,
    pmd: 512,
  });
  expect([mm.space.stackGuardPages, mm.space.maxMapCount]).toEqual([3, 65530]);
});

it('the winning search has a name for tables', () => {
  const area = callersArea(7, 'hint');
  expect(area).toEqual({ page: 7, via: 'hint', gapStart: 7, gapEnd: 7, alignPages: 1, form: 'hint' });
  expect(failedArea(-12)).toEqual({
    page: -12,
    via: 'none',
    gapStart: 0,
    gapEnd: 0,
    alignPages: 1,
    form: 'none',
  });
  const labels = (['none', 'plain', 'hint', 'fixed', 'mask', 'thp', 'shmem', 'exact'] as const).map((form) =>
    searchLabel({ ...area, form, alignPages: 512 }, 4096),
  );
  expect(labels).toEqual(['', 'plain', 'hint', 'fixed', 'mask 2M', 'thp 2M', 'shmem 2M', 'exact 2M']);
});

it('permissions are written as /proc/PID/maps prints them', () => {
  const { READ, WRITE, EXEC, SHARED } = VM;
  expect([0, READ, WRITE, EXEC, READ | WRITE | EXEC, READ | SHARED].map(permissions)).toEqual([
    '---p',
    'r--p',
    '-w-p',
    '--xp',
    'rwxp',
    'r--s',
  ]);
});

it('errors are named as errno(3) names them', () => {
  const numbers = [-1, -12, -13, -14, -17, -22, -75, -99];
  expect(numbers.map(errnoName)).toEqual([
    'EPERM',
    'ENOMEM',
    'EACCES',
    'EFAULT',
    'EEXIST',
    'EINVAL',
    'EOVERFLOW',
    'errno 99',
  ]);
});
