import { type MapsRegion, readMaps } from '../import/maps.ts';
import type { Occupancy } from '../language/checked-scenario.ts';
import type { Machine } from '../machine/machine.ts';
import { GapIndex, NO_ENTRY } from '../mm/gap-index.ts';
import { type Bindings, evaluate, quantity } from './draw.ts';
import type { OccupiedRegion } from './operation.ts';
import { RandomStream } from './random.ts';

/** How often a scattered region looks for a free place before it is given up. */
const TRIES = 64;

/** What the plan needs to lay out occupancy. */
export interface OccupancyContext {
  readonly machine: Machine;
  readonly bindings: Bindings;
  readonly seed: number;
  /** Text of a maps file by its path. */
  text(path: string): string;
}

/** Every region that stands before the first call; regions never overlap. */
export function occupiedRegions(items: readonly Occupancy[], context: OccupancyContext): OccupiedRegion[] {
  const regions: OccupiedRegion[] = [];
  const taken = new GapIndex();
  const add = (region: OccupiedRegion) => {
    taken.insert(region.start, region.end, regions.length);
    regions.push(region);
  };
  items.forEach((item, i) => {
    if (item.kind === 'maps') for (const region of snapshot(item.path, context)) add(region);
    else if (item.kind === 'region') add(explicit(item, context));
    else if (item.percent) fill(item, `scatter ${i}`, context, taken, add);
    else scatter(item, `scatter ${i}`, context, taken, add);
  });
  return regions;
}

function snapshot(path: string, { machine, text }: OccupancyContext): OccupiedRegion[] {
  const page = machine.pageBytes;
  return readMaps(text(path))
    .regions.filter(({ end }) => end <= machine.taskSizeBytes + page)
    .map((region) => ({
      start: region.start / page,
      end: Math.min(region.end, machine.taskSizeBytes) / page,
      what: regionKind(region),
      permissions: region.permissions,
      file: isFile(region) ? `${region.device} ${region.inode} ${region.path}` : '',
      pgoff: isFile(region) ? region.offset / page : region.start / page,
    }))
    .filter(({ start, end }) => end > start);
}

function isFile({ path }: MapsRegion): boolean {
  return path !== '' && !/^\[(heap|stack|anon)/.test(path);
}

function regionKind(region: MapsRegion): OccupiedRegion['what'] {
  if (region.path === '[heap]') return 'heap';
  if (region.path === '[stack]' || region.vmFlags.includes('gd')) return 'stack';
  return isFile(region) ? 'file' : 'anon';
}

function explicit(
  item: Occupancy & { kind: 'region' },
  { machine, bindings }: OccupancyContext,
): OccupiedRegion {
  const start = Math.floor(evaluate(item.from, bindings) / machine.pageBytes);
  const end = Math.ceil(evaluate(item.to, bindings) / machine.pageBytes);
  return region(start, end, item.what, item.label);
}

function region(start: number, end: number, what: OccupiedRegion['what'], label: string): OccupiedRegion {
  const shared = what === 'shared';
  const backed = what === 'file' || shared;
  return {
    start,
    end,
    what,
    permissions: `rw-${shared ? 's' : 'p'}`,
    file: backed ? `${what} ${label} ${start}` : '',
    pgoff: backed ? 0 : start,
  };
}

type Scatter = Occupancy & { kind: 'scatter' };

/** A number of regions at random free places; one that finds none is left out. */
function scatter(
  item: Scatter,
  defaultStream: string,
  { machine, bindings, seed }: OccupancyContext,
  taken: GapIndex,
  add: (region: OccupiedRegion) => void,
): void {
  const page = machine.pageBytes;
  const stream = new RandomStream(seed, item.stream ?? defaultStream);
  const low = Math.ceil(evaluate(item.from, bindings) / page);
  const high = Math.floor(evaluate(item.to, bindings) / page);
  const count = item.count ? evaluate(item.count, bindings) : 0;
  for (let made = 0; made < count; made++) {
    const pages = Math.ceil(quantity(item.size, bindings, stream, page) / page);
    const start = freePlace(taken, stream, low, high, pages);
    if (start !== undefined) add(region(start, start + pages, item.what, item.what));
  }
}

/**
 * Regions that together fill a share of the range, whatever their sizes: the sizes are drawn first, then what is left
 * is divided among the gaps between them at random. Regions that stand already are no part of the range.
 */
function fill(
  item: Scatter,
  defaultStream: string,
  { machine, bindings, seed }: OccupancyContext,
  taken: GapIndex,
  add: (region: OccupiedRegion) => void,
): void {
  const page = machine.pageBytes;
  const stream = new RandomStream(seed, item.stream ?? defaultStream);
  const free = freeStretches(
    taken,
    Math.ceil(evaluate(item.from, bindings) / page),
    Math.floor(evaluate(item.to, bindings) / page),
  );
  const room = free.reduce((sum, { start, end }) => sum + end - start, 0);
  const target = Math.floor((room * evaluate(item.percent!, bindings)) / 100);
  const sizes: number[] = [];
  for (let filled = 0; filled < target; filled += sizes.at(-1)!) {
    sizes.push(Math.min(target - filled, Math.ceil(quantity(item.size, bindings, stream, page) / page)));
  }
  const cuts = sizes.map(() => stream.integer(0, room - target)).sort((a, b) => a - b);
  let before = 0;
  const cutOut = cutter(free);
  for (const [i, pages] of sizes.entries()) {
    const from = cuts[i]! + before;
    for (const { start, end } of cutOut(from, from + pages)) add(region(start, end, item.what, item.what));
    before += pages;
  }
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function freeStretches(taken: GapIndex, low: number, high: number): Stretch[] {
  const free: Stretch[] = [];
  let at = low;
  for (
    let entry = taken.findEndingAfter(low);
    entry !== NO_ENTRY && taken.start(entry) < high;
    entry = taken.next(entry)
  ) {
    if (taken.start(entry) > at) free.push({ start: at, end: taken.start(entry) });
    at = taken.end(entry);
  }
  if (at < high) free.push({ start: at, end: high });
  return free;
}

/**
 * Where the pages [from, to) of stretches laid end to end really are. It is asked in ascending order, so that it goes
 * over the stretches once.
 */
function cutter(stretches: readonly Stretch[]): (from: number, to: number) => Stretch[] {
  let index = 0;
  /** Pages of the stretches before that one. */
  let before = 0;
  return (from, to) => {
    const cut: Stretch[] = [];
    for (let at = before, i = index; i < stretches.length && at < to; i++) {
      const { start, end } = stretches[i]!;
      const next = at + end - start;
      if (next <= from) [before, index] = [next, i + 1];
      else cut.push({ start: start + Math.max(from, at) - at, end: start + Math.min(to, next) - at });
      at = next;
    }
    return cut;
  };
}

function freePlace(
  taken: GapIndex,
  stream: RandomStream,
  low: number,
  high: number,
  pages: number,
): number | undefined {
  for (let i = 0; i < TRIES; i++) {
    const start = stream.integer(low, Math.max(low, high - pages));
    const entry = taken.findEndingAfter(start);
    const free = entry === NO_ENTRY || taken.start(entry) >= start + pages;
    if (free && start + pages <= high) return start;
  }
  return undefined;
}
