import type { RecordingSetup } from '../import/setup.ts';
import type { Descriptor, LoggedCallOf } from '../import/strace.ts';
import { fileHook } from '../machine/file-systems.ts';
import { type Backing, openBacking } from '../mm/backing.ts';
import type { Mm } from '../mm/mm.ts';

/** A System V shared memory segment. Bytes. */
export interface Segment {
  readonly length: number;
  readonly hugetlbBytes: number;
}

/** What a process has opened and mapped, by descriptor and path; fork() copies it. */
export class RecordedFiles {
  readonly #setup: RecordingSetup;
  readonly #known: Map<string, Backing>;

  constructor(setup: RecordingSetup, known: ReadonlyMap<string, Backing> = new Map()) {
    this.#setup = setup;
    this.#known = new Map(known);
  }

  copy(): RecordedFiles {
    return new RecordedFiles(this.#setup, this.#known);
  }

  /** What stands behind an mmap call; undefined for anonymous memory. */
  backing(mm: Mm, call: LoggedCallOf<'mmap'>): Backing | undefined {
    const hugetlb = hugetlbBytes(call.flags, 'MAP_HUGETLB', 'MAP_HUGE_SHIFT', this.#setup);
    if (hugetlb > 0) return openHugetlb(mm, hugetlb);
    if (isAnonymous(call)) return undefined;
    const { descriptor } = call;
    if (!descriptor) return undefined;
    const key = `${descriptor.number} ${descriptor.path}`;
    if (descriptor.path === '/dev/zero') return devZero(mm, call, key, this.#known);
    const known = this.#known.get(key);
    if (known) return known;
    const backing = recordedBacking(mm, this.#setup, descriptor);
    this.#known.set(key, backing);
    return backing;
  }

  /** One attachment of a segment: each has a struct file of its own (ipc/shm.c `do_shmat`). */
  attachment(mm: Mm, segment: Segment): Backing {
    if (segment.hugetlbBytes > 0) return openHugetlb(mm, segment.hugetlbBytes);
    const { shmem_enabled } = this.#setup.thp;
    const shmemHuge = shmem_enabled !== 'never' && shmem_enabled !== 'deny';
    return openBacking(mm, {
      hook: 'shmem',
      shmemHuge,
      hugetlbPages: 0,
      special: false,
      label: 'SYSV',
      closes: true,
    });
  }
}

/** The size of huge page that flags ask for; 0 where they ask for none. `21<<MAP_HUGE_SHIFT`: 2 MiB. */
export function hugetlbBytes(
  flags: readonly string[],
  flag: string,
  shift: string,
  { hugepageSize = 2 ** 21 }: Pick<RecordingSetup, 'hugepageSize'>,
): number {
  if (!flags.includes(flag)) return 0;
  const sized = flags.find((word) => word.endsWith(`<<${shift}`));
  return sized ? 2 ** Number.parseInt(sized, 10) : hugepageSize;
}

/**
 * drivers/char/mem.c: a shared mapping of /dev/zero is a new shmem object; a private one is anonymous memory that
 * keeps its file, aligned as a file's since 6.18 (`get_unmapped_area_zero`).
 */
function devZero(
  mm: Mm,
  call: LoggedCallOf<'mmap'>,
  key: string,
  known: Map<string, Backing>,
): Backing | undefined {
  if (!call.flags.includes('MAP_PRIVATE')) return undefined;
  const hook = mm.machine.kernel.switches['dev-zero-6.18'] ? 'thp' : 'none';
  const open = () =>
    openBacking(mm, { hook, shmemHuge: false, hugetlbPages: 0, special: false, label: '/dev/zero' });
  const backing = known.get(key) ?? open();
  known.set(key, backing);
  return backing;
}

function isAnonymous({ flags }: LoggedCallOf<'mmap'>): boolean {
  return flags.includes('MAP_ANONYMOUS') || flags.includes('MAP_ANON');
}

function openHugetlb(mm: Mm, bytes: number): Backing {
  const hugetlbPages = bytes / mm.machine.pageBytes;
  return openBacking(mm, {
    hook: 'hugetlb',
    shmemHuge: false,
    hugetlbPages,
    special: false,
    label: 'hugetlb',
  });
}

/** Opens what a logged descriptor names, by the mount table of the setup. */
export function recordedBacking(mm: Mm, setup: RecordingSetup, { path, number }: Descriptor): Backing {
  const label = path;
  const descriptor = String(number);
  if (/^\/(memfd:|SYSV)/.test(path)) {
    const shmemHuge = setup.thp.shmem_enabled !== 'never' && setup.thp.shmem_enabled !== 'deny';
    return openBacking(mm, { hook: 'shmem', shmemHuge, hugetlbPages: 0, special: false, label, descriptor });
  }
  // `anon_inode:[io_uring]`, `socket:[7]`, `/dmabuf:`: files without a file system, whose pages a driver inserts.
  if (!path.startsWith('/') || path.startsWith('/dmabuf:'))
    return openBacking(mm, {
      hook: 'none',
      shmemHuge: false,
      hugetlbPages: 0,
      special: true,
      label,
      descriptor,
    });
  const [, fs, options] = mountOf(setup, path);
  const hook = fileHook(fs);
  const hugetlbPages = hook === 'hugetlb' ? hugetlbfsPage(options, setup) / mm.machine.pageBytes : 0;
  return openBacking(mm, {
    hook,
    shmemHuge: hook === 'shmem' && !/(^|,)huge=never/.test(options) && /(^|,)huge=/.test(options),
    hugetlbPages,
    special: /^\/(sys|dev)\//.test(path) && hook === 'none',
    label,
    descriptor,
    ...(fs === 'overlay' || fs === 'overlayfs' ? { movedHook: underlyingHook(setup, options) } : {}),
  });
}

/**
 * The hook of the file system under an overlay: that of its upper layer, else of its lowest. A container does not see
 * the mounts of its host, so a layer that no mount of the table holds is taken for ext4 or the like.
 */
function underlyingHook(setup: RecordingSetup, options: string): Backing['hook'] {
  const layer = /(?:^|,)upperdir=([^,]+)/.exec(options) ?? /(?:^|,)lowerdir=([^,:]+)/.exec(options);
  const [, fs] = layer ? mountOf(setup, layer[1]!) : ['', 'ext4'];
  return fs === 'overlay' || fs === 'overlayfs' ? 'thp' : fileHook(fs);
}

/** The mount that a path lies on: the longest mount point, and of equal ones the last, which covers the others. */
function mountOf({ mounts }: RecordingSetup, path: string): readonly [string, string, string] {
  let best: readonly [string, string, string] | undefined;
  for (const mount of mounts) {
    const [point] = mount;
    const holds = path === point || point === '/' || path.startsWith(`${point}/`);
    if (holds && (!best || point.length >= best[0].length)) best = mount;
  }
  return best ?? ['/', 'ext4', ''];
}

function hugetlbfsPage(options: string, { hugepageSize = 2 ** 21 }: RecordingSetup): number {
  const match = /(?:^|,)pagesize=(\d+)([KMG]?)/i.exec(options);
  if (!match) return hugepageSize;
  const unit = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[match[2]!.toUpperCase()] ?? 1;
  return Number(match[1]) * unit;
}
