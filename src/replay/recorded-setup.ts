import type { MapsRegion } from '../import/maps.ts';
import type { RecordingSetup } from '../import/setup.ts';
import { buildMachine, MACHINE_PRESETS, type Machine } from '../machine/machine.ts';
import type { ThpSettings } from '../machine/settings.ts';
import { createMm, type Mm } from '../mm/mm.ts';
import { VM } from '../mm/vma.ts';

/** A setup that describes no machine: what is wrong in the message, how to mend it in the hint. */
export class SetupError extends Error {
  readonly code = 'PL-RECORDING-SETUP';

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'SetupError';
  }
}

/** The machine of a recording. @throws SetupError where the setup names no machine that the lab knows. */
export function recordedMachine(setup: RecordingSetup): Machine {
  const preset = MACHINE_PRESETS[setup.machine];
  if (!preset)
    throw new SetupError(
      `unknown machine '${setup.machine}'`,
      `known machines: ${Object.keys(MACHINE_PRESETS).join(', ')}`,
    );
  const { machine, problems } = buildMachine({
    ...preset,
    ...(setup.vaBits === undefined ? {} : { vaBits: setup.vaBits }),
    ...(setup.mmapBase === undefined ? {} : { mmapBaseBytes: setup.mmapBase }),
    kernel: setup.kernel,
    layout: setup.layout,
    stackLimitBytes: setup.stackLimit,
    mmapMinAddrBytes: setup.mmapMinAddr,
    maxMapCount: setup.maxMapCount,
    thp: {
      enabled: setup.thp.enabled as ThpSettings['enabled'],
      shmemEnabled: setup.thp.shmem_enabled as ThpSettings['shmemEnabled'],
    },
  });
  if (!machine)
    throw new SetupError(
      problems.map(({ message }) => message).join('; '),
      problems.map(({ hint }) => hint).join('; '),
    );
  return machine;
}

/**
 * mmap_base of a process whose addresses were randomised, seen from its snapshot: right after exec the first mappings
 * end at it. Bytes; undefined without a stack to look below.
 */
export function snapshotBase(regions: readonly MapsRegion[]): number | undefined {
  const stack = regions.findIndex(({ path }) => path === '[stack]');
  return stack > 0 ? regions[stack - 1]!.end : undefined;
}

/** A process as a snapshot shows it. */
export function recordedProcess(setup: RecordingSetup, regions: readonly MapsRegion[]): Mm {
  const mm = createMm(recordedMachine(setup));
  const files = new Map<string, number>();
  for (const region of regions) placeRegion(mm, region, files);
  const heap = regions.find(({ path }) => path === '[heap]');
  mm.startBrk = (heap?.start ?? 0) / mm.machine.pageBytes;
  mm.brk = (heap?.end ?? 0) / mm.machine.pageBytes;
  return mm;
}

/** Adds one region of a snapshot as a VMA of its own. */
export function placeRegion(mm: Mm, region: MapsRegion, files: Map<string, number>): void {
  const page = mm.machine.pageBytes;
  const named = region.path !== '' && !/^\[(heap|stack|anon)/.test(region.path);
  const key = `${region.device} ${region.inode} ${region.path}`;
  if (named && !files.has(key)) files.set(key, mm.space.openFile());
  mm.space.place(region.start / page, region.end / page, {
    flags: snapshotFlags(region),
    file: named ? files.get(key)! : 0,
    pgoff: named ? region.offset / page : region.start / page,
    owner: -1,
  });
}

/** The VmFlags of smaps that keep VMAs from merging (fs/proc/task_mmu.c `show_smap_vma_flags`). */
const SMAPS_FLAGS: Readonly<Record<string, number>> = {
  gd: VM.GROWSDOWN,
  nr: VM.NORESERVE,
  nh: VM.NOHUGEPAGE,
  hg: VM.HUGEPAGE,
  dc: VM.DONTFORK,
  dd: VM.DONTDUMP,
  wf: VM.WIPEONFORK,
  mg: VM.MERGEABLE,
  rr: VM.RAND_READ,
  sr: VM.SEQ_READ,
};

function snapshotFlags({ permissions, path, vmFlags }: MapsRegion): number {
  let flags = 0;
  if (permissions[0] === 'r') flags |= VM.READ;
  if (permissions[1] === 'w') flags |= VM.WRITE;
  if (permissions[2] === 'x') flags |= VM.EXEC;
  if (permissions[3] === 's') flags |= VM.SHARED;
  else if (permissions[1] === 'w') flags |= VM.ACCOUNT;
  if (path === '[stack]') flags |= VM.GROWSDOWN;
  for (const word of vmFlags) flags |= SMAPS_FLAGS[word] ?? 0;
  if (/^\[(vdso|vvar)/.test(path)) flags |= VM.SPECIAL;
  return flags;
}
