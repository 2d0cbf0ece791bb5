import { alignDown, alignUp, residue } from '../machine/bytes.ts';
import { presetMachine } from './bounds.ts';
import { CONSTRUCTS } from './constructs.ts';
import { folioRank } from './simplicity.ts';
import {
  type MmapStep,
  type Occupant,
  type Situation,
  type SituationDevice,
  type SituationSource,
  type Step,
  tidied,
} from './situation.ts';

/** Every situation that is one simplification away, the largest simplifications first. */
export function simplerOnes(situation: Situation): Situation[] {
  const page = presetMachine(situation.machine).pageBytes;
  return [
    ...withoutOne(situation.steps).map((steps) => ({ ...situation, steps })),
    ...withoutOne(situation.occupancy).map((occupancy) => ({ ...situation, occupancy })),
    ...joinedOccupants(situation.occupancy).map((occupancy) => ({ ...situation, occupancy })),
    ...simplerMachines(situation),
    ...situation.sources.flatMap((source, place) =>
      simplerSources(source, page).map((simpler) => ({
        ...situation,
        sources: situation.sources.with(place, simpler),
      })),
    ),
    ...situation.steps.flatMap((step, place) =>
      simplerSteps(step, page).map((simpler) => ({
        ...situation,
        steps: situation.steps.with(place, simpler),
      })),
    ),
    ...onOneSource(situation),
    ...situation.occupancy.flatMap((occupant, place) =>
      simplerOccupants(occupant, page).map((simpler) => ({
        ...situation,
        occupancy: situation.occupancy.with(place, simpler),
      })),
    ),
  ].map(tidied);
}

function withoutOne<T>(list: readonly T[]): T[][] {
  return list.map((_, place) => list.toSpliced(place, 1)).reverse();
}

/** Two neighbours as one. */
function joinedOccupants(occupancy: readonly Occupant[]): Occupant[][] {
  return occupancy
    .slice(1)
    .map(({ end }, place) => occupancy.toSpliced(place, 2, { start: occupancy[place]!.start, end }));
}

function simplerMachines(situation: Situation): Situation[] {
  const { machine, settings } = situation;
  return [
    ...(machine === 'x86_64' || situation.sources.some(({ kind }) => kind === 'given')
      ? []
      : [{ ...situation, machine: 'x86_64' }]),
    ...(settings.length === 0 ? [] : [{ ...situation, settings: [] }]),
  ];
}

/** All mappings of devices or files moved to the first source that can hold them. */
function onOneSource(situation: Situation): Situation[] {
  if (situation.sources.length < 2) return [];
  return situation.steps.flatMap((step, place) =>
    step.do !== 'mmap' || step.source === 'anon' || step.source === 0
      ? []
      : [{ ...situation, steps: situation.steps.with(place, { ...step, source: 0 }) }],
  );
}

function simplerSources(source: SituationSource, page: number): SituationSource[] {
  if (source.kind === 'given') return [];
  if (source.kind === 'file')
    return [
      ...withoutOne(source.settings).map((settings) => ({ ...source, settings })),
      ...CONSTRUCTS.folios
        .slice(1)
        .map((size) => [`folios up to ${size}`])
        .filter(([setting]) => source.settings.some((old) => folioRank(old) > folioRank(setting!)))
        .map((settings) => ({ ...source, settings })),
      ...rounder(source.size, page).map((size) => ({ ...source, size })),
    ];
  return simplerDevices(source, page);
}

function simplerDevices(device: SituationDevice, page: number): SituationDevice[] {
  const { ranges, hole, tells } = device;
  const { hole: _, ...whole } = device;
  return [
    ...(hole ? [whole] : []),
    ...(ranges.length > 1 ? withoutOne(ranges).map((fewer) => ({ ...device, ranges: fewer })) : []),
    ...withoutOne(tells).map((fewer) => ({ ...device, tells: fewer })),
    ...asBar(device),
    ...ranges.flatMap((range, place) =>
      [
        ...rounder(range.phys, page).map((phys) => ({ ...range, phys })),
        ...rounder(range.length, page).map((length) => ({ ...range, length })),
      ].map((rounded) => ({ ...device, ranges: ranges.with(place, rounded) })),
    ),
    ...(hole
      ? [
          ...rounder(hole.from, page).map((from) => ({ ...device, hole: { ...hole, from } })),
          ...rounder(hole.length, page).map((length) => ({ ...device, hole: { ...hole, length } })),
        ]
      : []),
  ];
}

/** A region that PCI would take, as a BAR. */
function asBar(device: SituationDevice): SituationDevice[] {
  const [first, ...more] = device.ranges;
  const fits = !device.bar && more.length === 0 && first !== undefined && first.phys === 0;
  return fits ? [{ ...device, bar: true, ranges: [{ phys: 0, length: powerBelow(first.length) }] }] : [];
}

function simplerSteps(step: Step, page: number): Step[] {
  if (step.do === 'mremap') return rounder(step.to, page).map((to) => ({ ...step, to }));
  const numbers = [
    ...rounder(step.offset, page).map((offset) => ({ ...step, offset })),
    ...(step.length === undefined ? [] : rounder(step.length, page).map((length) => ({ ...step, length }))),
  ];
  if (step.do !== 'mmap')
    return step.length === undefined ? numbers : [{ ...step, length: undefined }, ...numbers];
  return [...withoutClause(step), ...numbers, ...rounderPlaces(step, page)];
}

function withoutClause(step: MmapStep): MmapStep[] {
  return [
    ...(step.at === undefined ? [] : [{ ...step, at: undefined, fixed: 'no' as const }]),
    ...(step.fixed === 'no' ? [] : [{ ...step, fixed: 'no' as const }]),
    ...(step.areas ? [{ ...step, areas: false }] : []),
    ...withoutOne(step.flags).map((flags) => ({ ...step, flags })),
    ...(step.length === undefined || step.source === 'anon' ? [] : [{ ...step, length: undefined }]),
  ];
}

function rounderPlaces(step: MmapStep, page: number): MmapStep[] {
  const { at } = step;
  if (at === undefined) return [];
  const sign = at.bytes < 0 ? -1 : 1;
  return rounder(Math.abs(at.bytes), page).map((bytes) => ({ ...step, at: { ...at, bytes: sign * bytes } }));
}

function simplerOccupants({ start, end }: Occupant, page: number): Occupant[] {
  return [
    ...rounder(start, page).map((rounded) => ({ start: rounded, end })),
    ...rounder(end, page).map((rounded) => ({ start, end: rounded })),
  ];
}

const KEPT_DIGITS = [1, 2, 3, 4, 6, 8, 12, 16] as const;

/** Rounder numbers near one and below it, in whole pages: 0, powers of two, fewer binary digits, a smaller first one. */
function rounder(bytes: number, page: number): number[] {
  if (bytes === 0) return [];
  const steps = KEPT_DIGITS.map((digits) => powerBelow(bytes) / 2 ** (digits - 1)).filter(
    (step) => step >= page,
  );
  const near = steps.flatMap((step) => [alignDown(bytes, step), alignUp(bytes, step)]);
  const over = bytes - powerBelow(bytes);
  const leaves = CONSTRUCTS.leaf.filter((leaf) => leaf < powerBelow(bytes));
  const lower = leaves.map((leaf) => leaf + over);
  const sums = leaves.flatMap((leaf) => [powerBelow(bytes) + leaf, 2 * powerBelow(bytes) - leaf]);
  const all = [
    0,
    page,
    powerBelow(bytes),
    ...near,
    ...lower,
    ...sums,
    alignDown(bytes / 2, page),
    bytes - page,
  ];
  return [...new Set(all)].filter((one) => one >= 0 && one !== bytes && residue(one, page) === 0);
}

function powerBelow(bytes: number): number {
  let power = 1;
  while (power * 2 <= bytes) power *= 2;
  return power;
}
