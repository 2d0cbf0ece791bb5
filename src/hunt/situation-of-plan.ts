import type { CellPlan } from '../metrics/run-cell.ts';
import type { MmapOperation, Operation, OperationAddress } from '../plan/operation.ts';
import { type GivenSource, type Situation, type Step, type StepAddress, tidied } from './situation.ts';

/**
 * A checked scenario as a situation to begin from: its loops unrolled and its draws made. What situations cannot say
 * (brk, hugetlb, ranges at an address, a moved mapping's new name) is left out; occupied stretches become anonymous
 * memory.
 */
export function situationOfPlan({ point, machine, program }: CellPlan): Situation {
  const sources = givenSources({ point });
  const place = (label: string) => sources.findIndex((source) => source.label === label);
  const steps = program.operations.flatMap((operation, index) => stepOf(operation, index));
  const page = machine.pageBytes;
  const occupancy = program.occupied.map(({ start, end }) => ({ start: start * page, end: end * page }));
  return tidied({ machine: point.machineName, settings: [], sources, occupancy, steps });

  function stepOf(operation: Operation, index: number): Step[] {
    const id = program.operations.length + index;
    if (operation.op === 'mmap') return mmapOf(operation);
    if (operation.op !== 'munmap' && operation.op !== 'mprotect' && operation.op !== 'mremap') return [];
    const { range } = operation;
    if (!('slot' in range)) return [];
    if (operation.op === 'mremap')
      return [{ do: 'mremap', id, on: range.slot, to: operation.newLengthBytes }];
    return [{ do: operation.op, id, on: range.slot, offset: range.offsetBytes, length: range.lengthBytes }];
  }

  function mmapOf(operation: MmapOperation): Step[] {
    const { source, slot, offsetBytes, lengthBytes } = operation;
    const of = sourceOf(source);
    if (of === undefined) return [];
    return [
      {
        do: 'mmap',
        id: slot,
        source: of,
        areas: false,
        offset: offsetBytes,
        length: lengthBytes,
        at: operation.at && addressOf(operation.at),
        fixed: operation.fixed,
        flags: flagsOf(operation),
      },
    ];
  }

  function sourceOf(source: MmapOperation['source']): number | 'anon' | undefined {
    if (source.kind === 'anon') return 'anon';
    if (source.kind === 'hugetlb') return undefined;
    if (source.kind === 'file') return place(point.files[source.file]!.name);
    const device = point.devices[source.device]!;
    return place(`${device.name}.${device.regions[source.region]!.name}`);
  }
}

function addressOf({ slot, offsetBytes }: OperationAddress): StepAddress {
  return slot === undefined ? { bytes: offsetBytes } : { step: slot, bytes: offsetBytes };
}

function flagsOf({ source, in32bit, growsdown, shared, prot, nohugepage }: MmapOperation): string[] {
  const usual = source.kind === 'device';
  return [
    ...(in32bit ? ['32bit'] : []),
    ...(growsdown ? ['growsdown'] : []),
    ...(shared === usual ? [] : [shared ? 'shared' : 'private']),
    ...(prot === 'rw' ? [] : [`prot ${prot}`]),
    ...(nohugepage ? ['nohugepage'] : []),
  ];
}

/** Everything that a scenario point could map. */
export function givenSources({ point }: Pick<CellPlan, 'point'>): GivenSource[] {
  return [
    ...point.devices.flatMap((device) =>
      device.regions.map(
        ({ name, sizeBytes }): GivenSource => ({
          kind: 'given',
          label: `${device.name}.${name}`,
          size: sizeBytes,
          of: 'device',
        }),
      ),
    ),
    ...point.files.map(
      ({ name, sizeBytes }): GivenSource => ({ kind: 'given', label: name, size: sizeBytes, of: 'file' }),
    ),
  ];
}
