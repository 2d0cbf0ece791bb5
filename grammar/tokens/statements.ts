import { createToken } from 'chevrotain';
import { reserved, soft } from './keyword.ts';

/** Words that begin a statement. */
export const Mmap = reserved('mmap');
export const Munmap = reserved('munmap');
export const Mremap = reserved('mremap');
export const Mprotect = reserved('mprotect');
export const Brk = reserved('brk');
export const Revoke = reserved('revoke');
export const Restore = reserved('restore');
export const Touch = reserved('touch');
export const Repeat = reserved('repeat');
export const Choose = reserved('choose');

/** Words inside statements. */
export const Anon = reserved('anon');
export const Hugetlb = reserved('hugetlb');
export const Areas = reserved('areas');
export const Of = reserved('of');
export const Offset = reserved('offset');
export const Length = reserved('length');
export const At = reserved('at');
export const Fixed = reserved('fixed');
export const Noreplace = reserved('noreplace');
export const Bit32 = createToken({ name: 'Bit32', pattern: /32bit(?![\w-])/, label: "'32bit'" });
export const Growsdown = reserved('growsdown');
export const Private = reserved('private');
export const Shared = reserved('shared');
export const Prot = reserved('prot');
export const Nohugepage = reserved('nohugepage');
export const Guest = reserved('guest');
export const Any = reserved('any');
export const To = reserved('to');
export const Move = reserved('move');
export const Place = soft('place');
export const Dontunmap = reserved('dontunmap');
export const Sequential = reserved('sequential');
export const Stride = reserved('stride');
export const Uniform = reserved('uniform');
export const Zipf = reserved('zipf');
export const Chase = reserved('chase');
export const Ring = reserved('ring');
export const Phases = reserved('phases');
export const Trace = reserved('trace');
export const Times = reserved('times');
export const As = reserved('as');

export const STATEMENT_TOKENS = [
  Mmap,
  Munmap,
  Mremap,
  Mprotect,
  Brk,
  Revoke,
  Restore,
  Touch,
  Repeat,
  Choose,
  Anon,
  Hugetlb,
  Areas,
  Of,
  Offset,
  Length,
  At,
  Fixed,
  Noreplace,
  Bit32,
  Growsdown,
  Private,
  Shared,
  Prot,
  Nohugepage,
  Guest,
  Any,
  To,
  Move,
  Place,
  Dontunmap,
  Sequential,
  Stride,
  Uniform,
  Zipf,
  Chase,
  Ring,
  Phases,
  Trace,
  Times,
  As,
];
