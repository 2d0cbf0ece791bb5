import type { AreaRequest } from './area-request.ts';
import type { Mm } from './mm.ts';
import { VM } from './vma.ts';

/** What stands behind a VMA: an opened file, a device, a shared anonymous object, hugetlb memory. */
export interface Backing {
  /** The number that VMAs carry; 0 only for private anonymous memory. */
  readonly file: number;
  readonly hook: AreaRequest['hook'];
  /** The tmpfs superblock allows huge pages (huge= is not `never`). */
  readonly shmemHuge: boolean;
  /** Pages of one hugetlb page; 0 elsewhere. */
  readonly hugetlbPages: number;
  /** A device whose VMAs are VM_PFNMAP | VM_DONTEXPAND | VM_IO. */
  readonly special: boolean;
  /** Who owns it in the layer above: a path, a device's region. */
  readonly label: string;
  /** Its VMAs have a vm_ops->close(): System V segments. */
  readonly closes?: boolean;
  /** The hook that mremap meets, where mmap has put another file behind the VMA (overlayfs: `backing_file_mmap`). */
  readonly movedHook?: AreaRequest['hook'];
  /** The descriptor's number, where a log tells it. */
  readonly descriptor?: string;
}

/** Private anonymous memory. */
export const ANONYMOUS: Backing = {
  file: 0,
  hook: 'none',
  shmemHuge: false,
  hugetlbPages: 0,
  special: false,
  label: '',
};

/** Opens something to map: gives it a number of its own and remembers it for later mremap calls. */
export function openBacking(mm: Mm, what: Omit<Backing, 'file'>): Backing {
  const backing = { file: mm.space.openFile(), ...what };
  mm.backings.set(backing.file, backing);
  if (backing.hugetlbPages > 0) mm.hasHugetlb = true;
  return backing;
}

/** The shmem object behind one MAP_SHARED | MAP_ANONYMOUS mapping. */
export function sharedAnonymous(mm: Mm): Backing {
  const { shmemEnabled } = mm.machine.thp;
  const shmemHuge = shmemEnabled !== 'never' && shmemEnabled !== 'deny';
  return openBacking(mm, { hook: 'shmem', shmemHuge, hugetlbPages: 0, special: false, label: '/dev/zero' });
}

/** What a VMA's file number stands for. */
export function backingOf(mm: Mm, file: number): Backing {
  return mm.backings.get(file) ?? { ...ANONYMOUS, file };
}

/** vma_is_anonymous(): private mappings of /dev/zero too, though they keep their file. */
export function isAnonymous(
  { file, flags }: { readonly file: number; readonly flags: number },
  label: string,
): boolean {
  return file === 0 || (label === '/dev/zero' && (flags & VM.SHARED) === 0);
}
