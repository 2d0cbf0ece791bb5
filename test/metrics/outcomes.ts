import type { CheckedDevice, CheckedFile, CheckedRegion } from '../../src/language/checked-scenario.ts';
import { buildMachine, type Machine } from '../../src/machine/machine.ts';
import type { MachineSettings } from '../../src/machine/settings.ts';
import type { MappedPiece, MappedSource, MappingOutcome } from '../../src/replay/outcome.ts';

/** A machine; x86-64 with Linux 6.18 where nothing else is said. */
export function machineOf(settings: Partial<MachineSettings> = {}): Machine {
  return buildMachine({ arch: 'x86_64', ...settings }).machine!;
}

/** A region of these physical ranges, `[address, bytes]`. */
export function region(...ranges: (readonly [physBytes: number, sizeBytes: number])[]): CheckedRegion {
  return {
    name: 'bar2',
    sizeBytes: ranges.reduce((sum, [, size]) => sum + size, 0),
    ranges: ranges.map(([physBytes, sizeBytes]) => ({ physBytes, sizeBytes })),
    offsetBaseBytes: 2 ** 41,
    prefetchable: true,
    holes: [],
  };
}

/** A device that is populated by faults, or when it is mapped. */
export function device(
  of: CheckedRegion,
  { populate = 'fault', revoked = false }: { populate?: 'fault' | 'remap'; revoked?: boolean } = {},
): MappedSource {
  const facts = {
    populate,
    vfio: true,
    startPfn: true,
    action: 'none',
    maxOrder: 'auto',
    hook: 'none',
    pgoffShiftBytes: 0,
  } as const;
  const gpu: CheckedDevice = { name: 'gpu', driver: 'vfio-pci', facts, regions: [of] };
  return { kind: 'device', device: gpu, region: of, revoked };
}

/** A file with folios of at most so many bytes. */
export function file(folioBytes: number, hugetlbPageBytes = 0): MappedSource {
  return { kind: 'file', file: { name: 'model', folioBytes, hugetlbPageBytes } as CheckedFile };
}

/** Anonymous memory. */
export const ANON: MappedSource = { kind: 'anon', shared: false };

/** A mapping that came to lie in these pieces, `[address, bytes, offset in the source]`. */
export function outcome(
  source: MappedSource,
  pieces: readonly (readonly [vaBytes: number, lengthBytes: number, offsetBytes?: number])[],
  more: Partial<MappingOutcome> = {},
): MappingOutcome {
  const held: MappedPiece[] = pieces.map(([vaBytes, lengthBytes, offsetBytes = 0]) => ({
    vaBytes,
    lengthBytes,
    offsetBytes,
  }));
  return {
    slot: 0,
    name: 'x',
    source,
    status: 'placed',
    error: '',
    lengthBytes: held.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0),
    mmapOffsetBytes: 0,
    sourceOffsetBytes: held[0]?.offsetBytes ?? 0,
    pgoffBytes: 0,
    pieces: held,
    guestBytes: undefined,
    nohugepage: false,
    search: 'plain',
    alignBytes: 4096,
    searched: true,
    searches: 1,
    systemCalls: 1,
    hookCalls: 0,
    lostBytes: 0,
    ...more,
  };
}
