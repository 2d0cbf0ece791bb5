import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildMachine } from '../../src/machine/machine.ts';
import { openBacking } from '../../src/mm/backing.ts';
import { createMm, type Mm } from '../../src/mm/mm.ts';
import { mmap } from '../../src/mm/mmap.ts';
import { mprotect } from '../../src/mm/mprotect.ts';
import { mremap } from '../../src/mm/mremap.ts';
import { munmap } from '../../src/mm/munmap.ts';
import { PROT_MASK, VM } from '../../src/mm/vma.ts';

const PAGE = 4096;
const BASE = 0x10000;

/** What one page holds: its protection and, for files, which page of the file. */
type PageModel = Map<number, { prot: number; file: boolean; pgoff: number }>;

const call = fc.record({
  kind: fc.constantFrom('mmap', 'mmap', 'file', 'munmap', 'mprotect', 'mremap', 'shrink'),
  at: fc.nat(60),
  pages: fc.integer({ min: 1, max: 12 }),
  more: fc.integer({ min: 1, max: 8 }),
  prot: fc.constantFrom(VM.READ, VM.READ | VM.WRITE, 0),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

function request(at: number, pages: number, prot: number) {
  return {
    hintBytes: (BASE + at) * PAGE,
    lengthBytes: pages * PAGE,
    pgoff: 3,
    fixed: 'fixed',
    in32bit: false,
    growsdown: false,
    shared: false,
    noreserve: false,
    nohugepage: false,
    prot,
    backing: undefined,
    owner: 0,
  } as const;
}

function run(
  mm: Mm,
  model: PageModel,
  backing: ReturnType<typeof openBacking>,
  { kind, at, pages, more, prot }: Call,
) {
  const start = BASE + at;
  const range = Array.from({ length: pages }, (_, i) => start + i);
  if (kind === 'mmap' || kind === 'file') {
    const file = kind === 'file';
    mmap(mm, { ...request(at, pages, prot), backing: file ? backing : undefined });
    for (const [i, page] of range.entries()) model.set(page, { prot, file, pgoff: file ? 3 + i : -1 });
  } else if (kind === 'munmap') {
    munmap(mm, start * PAGE, pages * PAGE);
    for (const page of range) model.delete(page);
  } else if (kind === 'mprotect') {
    const hole = range.findIndex((page) => !model.has(page));
    mprotect(mm, start * PAGE, pages * PAGE, prot);
    for (const page of hole < 0 ? range : range.slice(0, hole))
      model.set(page, { ...model.get(page)!, prot });
  } else {
    moveOrShrink(mm, model, kind, range, more);
  }
}

function moveOrShrink(mm: Mm, model: PageModel, kind: string, range: number[], more: number) {
  const old = range.length;
  const wanted = kind === 'shrink' ? Math.max(1, old - more) : old + more;
  const { page } = mremap(mm, {
    atBytes: range[0]! * PAGE,
    oldLengthBytes: old * PAGE,
    newLengthBytes: wanted * PAGE,
    mayMove: true,
    dontUnmap: false,
    owner: 0,
  });
  if (page < 0) return;
  const held = range.map((at) => model.get(at));
  for (const at of range) model.delete(at);
  for (let i = 0; i < wanted; i++) {
    const known = held[Math.min(i, old - 1)];
    const pgoff = wanted < old ? known?.pgoff : (held[0]?.pgoff ?? 0) + i;
    if (known) model.set(page + i, { ...known, pgoff: known.file ? pgoff! : -1 });
  }
}

function pagesOf(mm: Mm): PageModel {
  const pages: PageModel = new Map();
  for (const { start, end, flags, file, pgoff } of mm.space.vmas()) {
    for (let page = start; page < end; page++) {
      pages.set(page, {
        prot: flags & PROT_MASK,
        file: file !== 0,
        pgoff: file !== 0 ? pgoff + page - start : -1,
      });
    }
  }
  return pages;
}

it('maps, unmaps, protects and moves every page as a page-by-page model does, and keeps VMAs disjoint', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const mm = createMm(buildMachine({ arch: 'x86_64' }).machine!);
      const backing = openBacking(mm, {
        hook: 'none',
        shmemHuge: false,
        hugetlbPages: 0,
        special: false,
        label: 'f',
      });
      const model: PageModel = new Map();
      for (const one of calls) {
        run(mm, model, backing, one);
        const vmas = [...mm.space.vmas()];
        expect(
          vmas.every((vma, i) => vma.start < vma.end && (i === 0 || vmas[i - 1]!.end <= vma.start)),
        ).toBe(true);
        expect(new Map([...pagesOf(mm)].sort(([a], [b]) => a - b))).toEqual(
          new Map([...model].sort(([a], [b]) => a - b)),
        );
      }
    }),
    { numRuns: 300 },
  );
});

it('refuses the mmap after max_map_count VMAs and the split that would pass it', () => {
  const mm = createMm(buildMachine({ arch: 'x86_64', maxMapCount: 4 }).machine!);
  const place = (at: number) => mmap(mm, request(at, 3, VM.READ));
  for (const at of [0, 10, 20, 30, 40]) expect(place(at).page).toBe(BASE + at);
  expect(place(50).page).toBe(-12);
  expect(munmap(mm, (BASE + 11) * PAGE, PAGE)).toBe(-12);
  expect(munmap(mm, (BASE + 10) * PAGE, PAGE)).toBe(0);
});
