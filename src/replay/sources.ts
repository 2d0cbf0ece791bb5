import type { CheckedDevice, CheckedFile, ScenarioPoint } from '../language/checked-scenario.ts';
import { alignUp } from '../machine/bytes.ts';
import type { AreaRequest } from '../mm/area-request.ts';
import { type Backing, openBacking } from '../mm/backing.ts';
import type { Mm } from '../mm/mm.ts';
import type { MmapOperation, OperationSource } from '../plan/operation.ts';
import type { Facts } from '../policies/policy.ts';
import type { Mapped } from '../policies/policy-request.ts';
import type { MappedSource } from './outcome.ts';
import { deviceFacts, effectiveRegion, fileFacts, NO_FACTS } from './source-facts.ts';

const ANON: Mapped = { kind: 'anon', vfio: false };
const ANON_SHARED: Mapped = { kind: 'anon-shared', vfio: false };
const FILE: Mapped = { kind: 'file', vfio: false };
const VFIO_DEVICE: Mapped = { kind: 'device', vfio: true };
const OTHER_DEVICE: Mapped = { kind: 'device', vfio: false };

const PRIVATE_MEMORY = { source: { kind: 'anon', shared: false }, backing: undefined } as const;
const SHARED_MEMORY = { source: { kind: 'anon', shared: true }, backing: undefined } as const;

/** The devices and files of a cell: what is opened for them, and what may be told of their mappings. */
export class Sources {
  readonly #mm: Mm;
  readonly #point: ScenarioPoint;
  readonly #backings = new Map<string, Backing>();

  constructor(mm: Mm, point: ScenarioPoint) {
    this.#mm = mm;
    this.#point = point;
  }

  /** Opens a source, once; anonymous memory has nothing to open. */
  open(source: OperationSource, shared: boolean): { source: MappedSource; backing: Backing | undefined } {
    if (source.kind === 'anon') return source.shared || shared ? SHARED_MEMORY : PRIVATE_MEMORY;
    if (source.kind === 'hugetlb') {
      const hugetlbPages = source.pageBytes / this.#mm.machine.pageBytes;
      return { source, backing: this.#backing(`hugetlb ${hugetlbPages}`, { hook: 'hugetlb', hugetlbPages }) };
    }
    if (source.kind === 'file') return this.#openFile(this.#point.files[source.file]!);
    return this.#openDevice(this.#point.devices[source.device]!, source.region);
  }

  /** The offset as the mmap call has it. Bytes. */
  mmapOffsetBytes({ source, offsetBytes }: MmapOperation): number {
    if (source.kind !== 'device') return offsetBytes;
    return this.#point.devices[source.device]!.regions[source.region]!.offsetBaseBytes + offsetBytes;
  }

  /** Whether a device mapping leaves its region, which the driver's mmap refuses (vfio_pci_core_mmap and others). */
  isPastEnd({ source, offsetBytes, lengthBytes }: MmapOperation): boolean {
    if (source.kind !== 'device') return false;
    const { sizeBytes } = this.#point.devices[source.device]!.regions[source.region]!;
    return offsetBytes + lengthBytes > alignUp(sizeBytes, this.#mm.machine.pageBytes);
  }

  /** vm_pgoff in bytes: the offset, unless the driver's prepare hook rewrites it. */
  pgoffBytes(operation: MmapOperation): number {
    return this.mmapOffsetBytes(operation) + this.#shiftBytes(operation.source);
  }

  /** What kind of memory a source is, for policies. */
  mapped(source: OperationSource): Mapped {
    if (source.kind === 'device')
      return this.#point.devices[source.device]!.facts.vfio ? VFIO_DEVICE : OTHER_DEVICE;
    if (source.kind === 'file') return FILE;
    return source.kind === 'anon' && source.shared ? ANON_SHARED : ANON;
  }

  /** The facts behind a request. */
  facts(request: AreaRequest, source: OperationSource): Facts {
    const { machine } = this.#mm;
    if (source.kind === 'file') return fileFacts(machine, this.#point.files[source.file]!);
    if (source.kind !== 'device') return NO_FACTS;
    const device = this.#point.devices[source.device]!;
    const region = effectiveRegion(device, device.regions[source.region]!);
    const offset = request.pgoff * machine.pageBytes - region.offsetBaseBytes;
    return deviceFacts(machine, device, region, offset, request.lengthPages * machine.pageBytes);
  }

  #shiftBytes(source: OperationSource): number {
    return source.kind === 'device' ? this.#point.devices[source.device]!.facts.pgoffShiftBytes : 0;
  }

  #openFile(file: CheckedFile): { source: MappedSource; backing: Backing } {
    const hugetlbPages = file.hugetlbPageBytes / this.#mm.machine.pageBytes;
    const what = { hook: file.hook, shmemHuge: file.huge !== 'never', hugetlbPages };
    return { source: { kind: 'file', file }, backing: this.#backing(`file ${file.name}`, what) };
  }

  #openDevice(device: CheckedDevice, index: number): { source: MappedSource; backing: Backing } {
    const region = effectiveRegion(device, device.regions[index]!);
    const backing = this.#backing(`device ${device.name}`, { hook: device.facts.hook, special: true });
    return { source: { kind: 'device', device, region, revoked: false }, backing };
  }

  #backing(label: string, what: Partial<Backing>): Backing {
    let backing = this.#backings.get(label);
    if (!backing) {
      backing = openBacking(this.#mm, {
        hook: 'none',
        shmemHuge: false,
        hugetlbPages: 0,
        special: false,
        ...what,
        label,
      });
      this.#backings.set(label, backing);
    }
    return backing;
  }
}
