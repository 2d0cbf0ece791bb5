import { alignDown, GIB, MIB } from '../../machine/bytes.ts';
import { buildMachine, leavesAbovePage, MACHINE_PRESETS, type Machine } from '../../machine/machine.ts';
import { RandomStream } from '../../plan/random.ts';
import { type Situation, type SituationMapping, SOURCES } from './situation.ts';

/** Machines of every placement code and page size; the common one more often. */
const MACHINES = [
  'x86_64',
  'x86_64',
  'x86_64',
  'x86_64-la57',
  'i386',
  'arm64-4k',
  'arm64-16k',
  'arm64-64k',
  'riscv64-sv39',
];

/** Draws one situation: the same seed and number, the same situation, on every machine and Node version. */
export function drawSituation(seed: number, number: number): Situation {
  const luck = new RandomStream(seed, `situation ${number}`);
  const preset = one(luck, MACHINES);
  const legacy = luck.integer(1, 8) === 1;
  const machine = machineOf(preset, legacy);
  const source = one(luck, SOURCES);
  const sizeBytes = drawSize(luck, machine);
  const mappings = drawMappings(luck, machine, sizeBytes);
  return {
    machine: preset,
    legacy,
    source,
    sizeBytes,
    physBytes: drawPhys(luck, machine, sizeBytes),
    mappings,
    occupied: drawOccupied(luck, machine, mappings[0]!.lengthBytes),
  };
}

function machineOf(preset: string, legacy: boolean): Machine {
  return buildMachine({ ...MACHINE_PRESETS[preset]!, ...(legacy ? { layout: 'legacy' } : {}) }).machine!;
}

function one<T>(luck: RandomStream, items: readonly T[]): T {
  return items[luck.integer(0, items.length - 1)]!;
}

/** An even number of pages, around the leaf sizes and well between them. */
function drawSize(luck: RandomStream, machine: Machine): number {
  const pair = 2 * machine.pageBytes;
  const leaf =
    one(
      luck,
      leavesAbovePage(machine).filter((size) => size <= 16 * GIB),
    ) ?? pair;
  const near = luck.integer(1, 3) * leaf + luck.integer(-2, 2) * pair;
  const sizes = [near, 2 ** luck.integer(21, 33), luck.integer(1, 2000) * pair, luck.integer(1, 1500) * MIB];
  return Math.max(pair, alignDown(one(luck, sizes), pair));
}

/** Aligned as PCI wants it, or by a page only. */
function drawPhys(luck: RandomStream, machine: Machine, sizeBytes: number): number {
  const natural = 2 ** Math.ceil(Math.log2(sizeBytes));
  const base = Math.max(natural, one(luck, [0x2000_0000_0000, 0x38_0000_0000, 0x1_0000_0000]));
  const odd = luck.integer(0, 1000) * machine.pageBytes;
  return alignDown(base, natural) + one(luck, [0, 0, natural, odd, luck.integer(0, 300) * 2 * MIB]);
}

function drawMappings(luck: RandomStream, machine: Machine, sizeBytes: number): SituationMapping[] {
  const count = one(luck, [1, 1, 1, 2, 3]);
  return Array.from({ length: count }, () => drawMapping(luck, machine, sizeBytes));
}

function drawMapping(luck: RandomStream, machine: Machine, sizeBytes: number): SituationMapping {
  const page = machine.pageBytes;
  const last = sizeBytes / page - 1;
  const offset = Math.min(
    last,
    one(luck, [0, 0, luck.integer(0, last), luck.integer(0, 600), (2 * MIB) / page]),
  );
  const rest = last + 1 - offset;
  const lengthPages = Math.max(1, one(luck, [rest, rest, rest - luck.integer(0, 3), luck.integer(1, rest)]));
  const hinted = luck.integer(1, 5) === 1;
  const top = Math.floor(machine.taskSizeBytes / page) - lengthPages;
  const hint = hinted && top > 32 ? alignDown(luck.fraction() * top, 1) : 0;
  return {
    offsetBytes: Math.floor(offset) * page,
    lengthBytes: lengthPages * page,
    hintBytes: hint > 32 ? hint * page : 0,
  };
}

/** Regions from the side that searches begin at, with gaps around the sizes that decide; the rest free or full. */
function drawOccupied(luck: RandomStream, machine: Machine, lengthBytes: number): Situation['occupied'] {
  const page = machine.pageBytes;
  const regions: { startBytes: number; lengthBytes: number }[] = [];
  let at = machine.mmapBaseBytes;
  for (let left = luck.integer(0, 6); left > 0; left--) {
    const gap = gapPages(luck, machine, lengthBytes / page) * page;
    const length = luck.integer(1, 3000) * page;
    if (at - gap - length < MIB) break;
    at -= gap + length;
    regions.unshift({ startBytes: at, lengthBytes: length });
  }
  if (luck.integer(1, 4) > 1) return regions;
  const end = machine.taskSizeBytes;
  return [
    ...(at > MIB ? [{ startBytes: MIB, lengthBytes: at - MIB }] : []),
    ...regions.filter(({ startBytes }) => at === machine.mmapBaseBytes || startBytes >= at),
    ...(end > machine.mmapBaseBytes
      ? [{ startBytes: machine.mmapBaseBytes, lengthBytes: end - machine.mmapBaseBytes }]
      : []),
  ];
}

function gapPages(luck: RandomStream, machine: Machine, lengthPages: number): number {
  const leaf = one(luck, leavesAbovePage(machine)) / machine.pageBytes;
  const edge = lengthPages + one(luck, [0, leaf - 1, leaf, leaf / 2]) + luck.integer(-1, 1);
  return Math.max(0, Math.floor(one(luck, [0, luck.integer(0, 600), edge, edge])));
}
