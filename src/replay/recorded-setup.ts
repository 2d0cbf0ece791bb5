import type { MapsRegion } from '../import/maps.ts';
import type { RecordingSetup } from '../import/setup.ts';
import { buildMachine, MACHINE_PRESETS, type Machine } from '../machine/machine.ts';
import type { ThpSettings } from '../machine/settings.ts';
import { createMm, type Mm } from '../mm/mm.ts';
import { VM } from '../mm/vma.ts';

/** The machine of a recording. Throws where the setup names no machine that the lab knows. */
export function recordedMachine(setup: RecordingSetup): Machine {
  const preset = MACHINE_PRESETS[setup.machine];
  if (!preset) throw new Error(`unknown machine '${setup.machine}'`);
  const { machine, problems } = buildMachine({
    ...preset,
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
  if (!machine) throw new Error(problems.map(({ message }) => message).join('; '));
  return machine;
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

function snapshotFlags({ permissions, path, vmFlags }: MapsRegion): number {
  let flags = 0;
  if (permissions[0] === 'r') flags |= VM.READ;
  if (permissions[1] === 'w') flags |= VM.WRITE;
  if (permissions[2] === 'x') flags |= VM.EXEC;
  if (permissions[3] === 's') flags |= VM.SHARED;
  else if (permissions[1] === 'w') flags |= VM.ACCOUNT;
  if (path === '[stack]' || vmFlags.includes('gd')) flags |= VM.GROWSDOWN;
  if (/^\[(vdso|vvar)/.test(path)) flags |= VM.SPECIAL;
  return flags;
}
