import { alignDown, alignUp, residue } from '../machine/bytes.ts';
import { presetMachine } from './bounds.ts';
import type { Choices } from './choices.ts';
import { CONSTRUCTS } from './constructs.ts';
import {
  type Occupant,
  type Situation,
  type SituationDevice,
  type SituationFile,
  type SituationSource,
  type Step,
  sourceSize,
  tidied,
} from './situation.ts';

/** A situation from nothing: every choice is uniform over its list in {@link CONSTRUCTS}. */
export function generate(choices: Choices): Situation {
  const machine = choices.pick(CONSTRUCTS.machine);
  const settings = times(choices.pick(CONSTRUCTS.settings), () => choices.pick(CONSTRUCTS.setting));
  const page = presetMachine(machine).pageBytes;
  const sources = times(choices.pick(CONSTRUCTS.sources), () => drawSource(choices, page));
  const steps: Step[] = [];
  for (let count = choices.pick(CONSTRUCTS.steps); count > 0; count--)
    steps.push(drawStep(choices, { machine, sources, steps }));
  return tidied({ machine, settings, sources, occupancy: drawOccupancy(choices, machine), steps });
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

/** A size in bytes: whole pages, at least one. */
export function drawSize(choices: Choices, page: number): number {
  const leaf = Math.max(page, choices.pick(CONSTRUCTS.leaf));
  const size = leaf * choices.pick(CONSTRUCTS.times);
  const over = choices.pick(CONSTRUCTS.over);
  if (over === 'a page more') return size + page;
  if (over === 'a page less') return Math.max(page, size - page);
  return over === 'a leaf more' ? size + Math.max(page, choices.pick(CONSTRUCTS.leaf)) : size;
}

/** A device or a file. */
export function drawSource(choices: Choices, page: number): SituationDevice | SituationFile {
  const kind = choices.pick(CONSTRUCTS.source);
  if (kind === 'file') return drawFile(choices, page);
  const bar = kind === 'bar';
  const count = kind === 'several ranges' ? 2 + choices.below(2) : 1;
  const ranges = times(count, () => {
    const drawn = drawSize(choices, page);
    const length = bar ? 2 ** Math.floor(Math.log2(drawn)) : drawn;
    return { phys: bar ? 0 : drawPhys(choices, page), length };
  });
  const tells = choices.pick(CONSTRUCTS.tells);
  const device: SituationDevice = {
    kind: 'device',
    driver: choices.pick(CONSTRUCTS.driver),
    ...{ bar, ranges, tells: tells === 'as its driver' ? [] : [tells] },
  };
  return choices.pick(CONSTRUCTS.hole) === 'none' ? device : withHole(device, choices, page);
}

function drawPhys(choices: Choices, page: number): number {
  const miss = choices.pick(CONSTRUCTS.phys);
  if (miss === 'nothing') return 0;
  return miss === 'a page' ? page : Math.max(page, choices.pick(CONSTRUCTS.leaf));
}

/** The same device with a hole of a page or more somewhere in its region; without one where there is no room. */
export function withHole(device: SituationDevice, choices: Choices, page: number): SituationDevice {
  const size = sourceSize(device);
  const from = drawOffset(choices, size, page);
  const length = Math.min(drawSize(choices, page), page * 16);
  return size > 2 * page && from + length < size ? { ...device, hole: { from, length } } : device;
}

function drawFile(choices: Choices, page: number): SituationFile {
  const fs = choices.pick(CONSTRUCTS.fs);
  const folios = choices.pick(CONSTRUCTS.folios);
  const huge = choices.pick(CONSTRUCTS.huge);
  return {
    kind: 'file',
    fs,
    size: drawSize(choices, page),
    settings:
      fs === 'tmpfs'
        ? settingUnless(huge, 'never', 'huge')
        : settingUnless(folios, 'as its file system', 'folios up to'),
  };
}

function settingUnless(value: string, usual: string, words: string): string[] {
  return value === usual ? [] : [`${words} ${value}`];
}

/** An offset inside something of a size, in whole pages; 0 where it has one page only. */
export function drawOffset(choices: Choices, size: number, page: number): number {
  const offset = drawSize(choices, page);
  return offset < size ? offset : alignDown(choices.below(Math.max(1, size / page)) * page, page);
}

/** What stands there before. */
export function drawOccupancy(choices: Choices, machine: string): Occupant[] {
  const { mmapBaseBytes, mapWindowBytes, mmapMinAddrBytes, pageBytes } = presetMachine(machine);
  const kind = choices.pick(CONSTRUCTS.occupancy);
  if (kind === 'nothing') return [];
  const room = () => drawSize(choices, pageBytes);
  if (kind === 'a mapping') {
    const end = mmapBaseBytes - (choices.below(2) === 0 ? 0 : room());
    return [{ start: end - room(), end }];
  }
  const roof = alignDown(mmapBaseBytes, Math.max(pageBytes, choices.pick(CONSTRUCTS.leaf)));
  const top = { start: roof - (choices.below(2) === 0 ? 0 : room()), end: mapWindowBytes };
  const floor = top.start - room();
  const low = alignUp(mmapMinAddrBytes, pageBytes);
  if (kind === 'all but a gap') return [{ start: low, end: floor }, top];
  const between = { start: floor - room(), end: floor };
  return [{ start: low, end: between.start - room() }, between, top];
}

/** What a step may speak of. */
export type StepScope = Pick<Situation, 'machine' | 'sources' | 'steps'>;

/** A statement for the end of a program. */
export function drawStep(choices: Choices, scope: StepScope): Step {
  const kind = choices.pick(CONSTRUCTS.step);
  const id = 1 + scope.steps.reduce((most, step) => Math.max(most, step.id), 0);
  const page = presetMachine(scope.machine).pageBytes;
  if (kind === 'munmap' || kind === 'mprotect') {
    const on = target(choices, scope);
    if (on !== undefined)
      return { do: kind, id, on, offset: drawPart(choices, page), length: drawLength(choices, page) };
  }
  if (kind === 'mremap') {
    const on = target(choices, scope);
    if (on !== undefined) return { do: kind, id, on, to: drawSize(choices, page) };
  }
  return drawMmap(choices, scope, id, kind);
}

function target(choices: Choices, { steps }: StepScope): number | undefined {
  const mapped = steps.filter((step) => step.do === 'mmap' && !step.areas);
  return mapped.length === 0 ? undefined : choices.pick(mapped).id;
}

function drawPart(choices: Choices, page: number): number {
  return choices.below(2) === 0 ? 0 : drawSize(choices, page);
}

function drawLength(choices: Choices, page: number): number | undefined {
  return choices.below(2) === 0 ? undefined : drawSize(choices, page);
}

function drawMmap(
  choices: Choices,
  scope: StepScope,
  id: number,
  kind: (typeof CONSTRUCTS.step)[number],
): Step {
  const page = presetMachine(scope.machine).pageBytes;
  const place = choices.below(scope.sources.length);
  const source = scope.sources[place]!;
  const whole = { offset: 0, length: undefined };
  const anon = { source: 'anon', offset: 0, length: drawSize(choices, page) } as const;
  const areas = kind === 'mmap areas' && isDevice(source);
  const what =
    kind === 'mmap anon'
      ? anon
      : { source: place, ...(kind === 'mmap a part' ? drawPartOf(choices, source, page) : whole) };
  const flag = choices.pick(CONSTRUCTS.flag);
  return {
    do: 'mmap',
    id,
    ...what,
    areas,
    ...(kind === 'mmap at' ? drawPlace(choices, scope) : { at: undefined, fixed: 'no' as const }),
    flags: flag === 'none' ? [] : [flag],
  };
}

/** Whether a source is a device's region, which may have holes. */
export function isDevice(source: SituationSource): boolean {
  return source.kind === 'device' || (source.kind === 'given' && source.of === 'device');
}

/** A part of a source that lies inside it. Bytes. */
export function drawPartOf(
  choices: Choices,
  source: SituationSource,
  page: number,
): { readonly offset: number; readonly length: number | undefined } {
  const size = sourceSize(source);
  const offset = drawOffset(choices, size, page);
  const rest = size - offset;
  const length = drawSize(choices, page);
  return { offset, length: length < rest ? length : undefined };
}

/** Where an mmap is told to go: relative to an earlier mapping where there is one. */
export function drawPlace(choices: Choices, scope: StepScope) {
  const { mmapBaseBytes, pageBytes } = presetMachine(scope.machine);
  const distance = drawSize(choices, pageBytes);
  const where = choices.pick(CONSTRUCTS.address);
  const step = target(choices, scope);
  const low = alignDown(mmapBaseBytes / 2, 2 ** 30);
  const from = step === undefined || where === 'low' ? { bytes: low } : { step, bytes: 0 };
  const bytes = where === 'before' ? -distance : where === 'over' ? 0 : distance;
  const at = { ...from, bytes: from.bytes + bytes - residue(from.bytes + bytes, pageBytes) };
  return { at, fixed: choices.pick(CONSTRUCTS.fixed) };
}
