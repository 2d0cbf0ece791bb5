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

/** Regions at random free places, until there are enough of them or the range is as full as asked. */
function scatter(
  item: Occupancy & { kind: 'scatter' },
  defaultStream: string,
  { machine, bindings, seed }: OccupancyContext,
  taken: GapIndex,
  add: (region: OccupiedRegion) => void,
): void {
  const page = machine.pageBytes;
  const stream = new RandomStream(seed, item.stream ?? defaultStream);
  const low = Math.ceil(evaluate(item.from, bindings) / page);
  const high = Math.floor(evaluate(item.to, bindings) / page);
  const count = item.count ? evaluate(item.count, bindings) : Number.POSITIVE_INFINITY;
  const fill = item.percent
    ? ((high - low) * evaluate(item.percent, bindings)) / 100
    : Number.POSITIVE_INFINITY;
  let filled = 0;
  for (let made = 0; made < count && filled < fill; made++) {
    const pages = Math.ceil(quantity(item.size, bindings, stream, page) / page);
    const start = freePlace(taken, stream, low, high, pages);
    if (start === undefined && count === Number.POSITIVE_INFINITY) return;
    if (start === undefined) continue;
    add(region(start, start + pages, item.what, item.what));
    filled += pages;
  }
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
