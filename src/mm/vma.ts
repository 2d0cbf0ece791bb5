/** vm_flags as far as placement, merging and accounting look at them. */
export const VM = {
  READ: 0x1,
  WRITE: 0x2,
  EXEC: 0x4,
  SHARED: 0x8,
  GROWSDOWN: 0x10,
  /** VM_IO, VM_DONTEXPAND, VM_PFNMAP, VM_MIXEDMAP: such a VMA never merges (mm/vma.c `VM_SPECIAL`). */
  SPECIAL: 0x20,
  HUGETLB: 0x40,
  NORESERVE: 0x80,
  ACCOUNT: 0x100,
  NOHUGEPAGE: 0x200,
  HUGEPAGE: 0x400,
  DONTFORK: 0x800,
  DONTDUMP: 0x1000,
  WIPEONFORK: 0x2000,
  MERGEABLE: 0x4000,
  RAND_READ: 0x8000,
  SEQ_READ: 0x1_0000,
  /** Not VM_MAYWRITE: mprotect cannot make it writable. */
  NEVER_WRITE: 0x2_0000,
  /** vm_ops->close(): no merge may delete such a VMA (mm/vma.c `can_merge_remove_vma`). */
  CLOSES: 0x4_0000,
  /** The four bits of a protection key, from this one up. */
  PKEY: 0x10_0000,
} as const;

/** PROT_READ, PROT_WRITE and PROT_EXEC, which VM flags share bit for bit. */
export const PROT_MASK = VM.READ | VM.WRITE | VM.EXEC;

/** What a VMA is apart from where it lies. */
export interface VmaAttributes {
  /** A sum of {@link VM} flags. */
  readonly flags: number;
  /** Which vm_file backs it: 0 for private anonymous memory, else a number that names one opened file. */
  readonly file: number;
  /** vm_pgoff: pages from the file's start; for private anonymous memory the page number at its birth. */
  readonly pgoff: number;
  /** Which mapping of the replay it belongs to, for tables and pictures; it takes no part in merging. */
  readonly owner: number;
}

/** A VMA by value. Pages; `end` is exclusive. */
export interface Vma extends VmaAttributes {
  readonly start: number;
  readonly end: number;
}

/** `rw-p`, as /proc/PID/maps prints it. */
export function permissions(flags: number): string {
  const bit = (flag: number, letter: string) => (flags & flag ? letter : '-');
  return bit(VM.READ, 'r') + bit(VM.WRITE, 'w') + bit(VM.EXEC, 'x') + (flags & VM.SHARED ? 's' : 'p');
}

/** Errors of the memory calls, as negative numbers so that a page number and an error share one result. */
export const ERRNO = {
  EPERM: -1,
  ENOMEM: -12,
  EACCES: -13,
  EFAULT: -14,
  EEXIST: -17,
  EINVAL: -22,
  EOVERFLOW: -75,
} as const;

/** `ENOMEM` for -12. */
export function errnoName(error: number): string {
  return Object.entries(ERRNO).find(([, value]) => value === error)?.[0] ?? `errno ${-error}`;
}
