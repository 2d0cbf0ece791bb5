import { type Backing, openBacking } from '../../src/mm/backing.ts';
import { getUnmappedArea } from '../../src/mm/get-unmapped-area.ts';
import type { Mm } from '../../src/mm/mm.ts';
import type { Place } from '../../src/mm/mmap.ts';
import { type MremapCall, mremap } from '../../src/mm/mremap.ts';
import { VM } from '../../src/mm/vma.ts';
import { empty, PAGE } from './process.ts';

export const AT = 0x1000_0;
export const TO = 0x2000_0;
export const { EINVAL, EFAULT, ENOMEM } = { EINVAL: -22, EFAULT: -14, ENOMEM: -12 };
export const FILE = { hook: 'none', shmemHuge: false, hugetlbPages: 0, special: false, label: 'f' } as const;

/** A process with one VMA of ten pages at AT. */
export function withVma(more: { flags?: number; file?: number; pgoff?: number } = {}, settings = {}): Mm {
  const mm = empty(settings);
  mm.space.place(AT, AT + 10, { flags: VM.READ, file: 0, pgoff: AT, owner: 0, ...more });
  return mm;
}

/** The same of a file, from its sixth page on. */
export function withFile(what: Partial<Omit<Backing, 'file'>> = {}, flags: number = VM.READ): Mm {
  const mm = empty();
  const { file } = openBacking(mm, { ...FILE, ...what });
  mm.space.place(AT, AT + 10, { flags, file, pgoff: 5, owner: 0 });
  return mm;
}

/** What a call says beyond its range; pages. */
export type Asked = Partial<MremapCall> & { at?: number; to?: number };

/** mremap(2) of `old` pages to `wanted` pages. */
export function call(
  mm: Mm,
  old: number,
  wanted: number,
  { at = AT, to, ...more }: Asked = {},
  place: Place = getUnmappedArea,
) {
  const asked = {
    atBytes: at * PAGE,
    oldLengthBytes: old * PAGE,
    newLengthBytes: wanted * PAGE,
    mayMove: true,
    dontUnmap: false,
    owner: 3,
    ...(to !== undefined && { fixedBytes: to * PAGE }),
    ...more,
  };
  return mremap(mm, asked, place);
}
export const ranges = (mm: Mm) => [...mm.space.vmas()].map(({ start, end }) => [start, end]);
