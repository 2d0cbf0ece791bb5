import type { RecordingSetup } from '../import/setup.ts';
import type { LoggedCallOf } from '../import/strace.ts';
import type { CheckedDevice, CheckedFile, ScenarioPoint } from '../language/checked-scenario.ts';
import type { Machine } from '../machine/machine.ts';
import { createMm, type Mm } from '../mm/mm.ts';
import type { OperationSource } from '../plan/operation.ts';
import { hugetlbBytes, recordedBacking } from './recorded-files.ts';

/** A device of a recording: what its driver tells, and its regions. The log has it as a path or a descriptor. */
export interface NamedDevice {
  /** `/sys/bus/pci/devices/0000:00:03.0/resource2`, or a descriptor's number. */
  readonly key: string;
  readonly device: CheckedDevice;
}

/** What a mapping maps, and where its offset counts from. Bytes. */
export interface WhatIfSource {
  readonly source: OperationSource;
  readonly offsetBytes: number;
  /** `libc.so.6`, `anon`. */
  readonly label: string;
}

/** Collects the files and devices of a log, as a scenario would declare them. */
export class WhatIfSources {
  readonly #setup: RecordingSetup;
  readonly #machine: Machine;
  readonly #devices: readonly NamedDevice[];
  readonly #files: CheckedFile[] = [];
  readonly #known = new Map<string, number>();
  readonly #scratch: Mm;

  constructor(setup: RecordingSetup, machine: Machine, devices: readonly NamedDevice[]) {
    this.#setup = setup;
    this.#machine = machine;
    this.#devices = devices;
    this.#scratch = createMm(machine);
  }

  /** The devices and files, for the cells. */
  point(): ScenarioPoint {
    return {
      label: '',
      bindings: {},
      machineName: this.#setup.machine,
      machine: { arch: this.#machine.arch },
      devices: this.#devices.map(({ device }) => device),
      files: this.#files,
      policyOptions: {},
    };
  }

  /** What an mmap of the log maps. */
  of(call: LoggedCallOf<'mmap'>): WhatIfSource {
    const shared = call.flags.includes('MAP_SHARED') || call.flags.includes('MAP_SHARED_VALIDATE');
    const hugetlb = hugetlbBytes(call.flags, 'MAP_HUGETLB', 'MAP_HUGE_SHIFT', this.#setup);
    if (hugetlb > 0)
      return { source: { kind: 'hugetlb', pageBytes: hugetlb }, offsetBytes: call.offset, label: 'hugetlb' };
    const { descriptor } = call;
    const anonymous = call.flags.includes('MAP_ANONYMOUS') || !descriptor || descriptor.path === '/dev/zero';
    if (anonymous) return { source: { kind: 'anon', shared }, offsetBytes: 0, label: 'anon' };
    return this.#device(call) ?? this.#file(descriptor.path, call);
  }

  #device({ descriptor, offset }: LoggedCallOf<'mmap'>): WhatIfSource | undefined {
    const number = this.#devices.findIndex(
      ({ key }) => key === descriptor!.path || key === String(descriptor!.number),
    );
    if (number < 0) return undefined;
    const { device } = this.#devices[number]!;
    const region = device.regions.findIndex(
      ({ offsetBaseBytes, sizeBytes }) => offset >= offsetBaseBytes && offset < offsetBaseBytes + sizeBytes,
    );
    if (region < 0) return undefined;
    const { name, offsetBaseBytes } = device.regions[region]!;
    const source = { kind: 'device', device: number, region } as const;
    return { source, offsetBytes: offset - offsetBaseBytes, label: `${device.name}.${name}` };
  }

  /** A file as the mount table has it; grows with what is mapped of it. */
  #file(path: string, { offset, length }: LoggedCallOf<'mmap'>): WhatIfSource {
    const known = this.#known.get(path);
    const file = known ?? this.#open(path);
    const declared = this.#files[file]!;
    this.#files[file] = { ...declared, sizeBytes: Math.max(declared.sizeBytes, offset + length) };
    return { source: { kind: 'file', file }, offsetBytes: offset, label: baseName(path) };
  }

  #open(path: string): number {
    const backing = recordedBacking(this.#scratch, this.#setup, { number: 0, path });
    const { pageBytes, leafBytes } = this.#machine;
    const hugetlbPageBytes = backing.hugetlbPages * pageBytes;
    this.#files.push({
      name: path,
      fs: FILE_SYSTEM[backing.hook],
      hook: backing.hook,
      sizeBytes: 0,
      folioBytes: hugetlbPageBytes || (backing.shmemHuge ? leafBytes.pmd : pageBytes),
      huge: backing.shmemHuge ? 'always' : 'never',
      dax: false,
      hugetlbPageBytes,
    });
    this.#known.set(path, this.#files.length - 1);
    return this.#files.length - 1;
  }
}

/** A file system with each hook: tables name the file, not its system. */
const FILE_SYSTEM = { thp: 'ext4', shmem: 'tmpfs', hugetlb: 'hugetlbfs', none: 'overlay' } as const;

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
