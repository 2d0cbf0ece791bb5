import type { Extent } from '../../replay/outcome.ts';
import { areMoments } from './groups.ts';
import { union } from './holes.ts';
import type { AddressMap, MapMapping, MapSnapshot } from './snapshot.ts';

/** A stretch of addresses drawn to one scale. Bytes; `x` and `width` in units of the picture. */
export interface AxisPart extends Extent {
  readonly x: number;
  readonly width: number;
}

/** Addresses between (or before, or after) the parts that are left out. Bytes. */
export interface AxisBreak extends AxisPart {
  /** VMAs in it, at most, of all snapshots. */
  readonly vmas: number;
}

/** How addresses become places in a picture; the same for all its snapshots. */
export interface Axis {
  readonly parts: readonly AxisPart[];
  readonly breaks: readonly AxisBreak[];
  readonly width: number;
}

/** A gap wider than this share of all that is shown is left out. */
const LONG_GAP = 0.25;

/** Least share of the picture that a part gets, however small it is. */
const LEAST_SHARE = 0.12;

/**
 * The addresses around the named mappings of all snapshots, with a margin; where nothing is named, all VMAs; of several
 * moments, all that changes. Long stretches of nothing, and of background, become breaks.
 */
export function axisOf(map: AddressMap, width: number, breakWidth: number): Axis {
  const shown = shownExtents(map);
  if (shown.length === 0) return { parts: [], breaks: [], width };
  const joined = joinNear(shown);
  const outside = breaksBetween(map, joined);
  const room = width - outside.length * breakWidth;
  const widths = shares(joined).map((share) => share * room);
  const parts: AxisPart[] = [];
  const breaks: AxisBreak[] = [];
  let x = 0;
  for (const [index, { start, end }] of joined.entries()) {
    const before = outside.find((one) => one.end === start);
    if (before) {
      breaks.push({ ...before, x, width: breakWidth });
      x += breakWidth;
    }
    parts.push({ start, end, x, width: widths[index]! });
    x += widths[index]!;
  }
  const after = outside.find((one) => one.start === joined.at(-1)!.end);
  if (after) breaks.push({ ...after, x, width: breakWidth });
  return { parts, breaks, width };
}

/** One stretch of addresses, without breaks. */
export function plainAxis({ start, end }: Extent, width: number): Axis {
  return { parts: [{ start, end, x: 0, width }], breaks: [], width };
}

/** Where a range of addresses lies in each part that it touches. */
export function spansOn(
  axis: Axis,
  range: Extent,
): readonly { readonly x: number; readonly width: number }[] {
  return axis.parts.flatMap((part) => {
    const start = Math.max(range.start, part.start);
    const end = Math.min(range.end, part.end);
    if (end <= start) return [];
    const scale = part.width / (part.end - part.start);
    return [{ x: part.x + (start - part.start) * scale, width: (end - start) * scale }];
  });
}

/** Where an address lies; undefined where it is left out. */
export function placeOn(axis: Axis, address: number): number | undefined {
  const part = axis.parts.find(({ start, end }) => address >= start && address <= end);
  return part && part.x + ((address - part.start) / (part.end - part.start)) * part.width;
}

function shownExtents({ snapshots, taskSizeBytes }: AddressMap): Extent[] {
  const placed = snapshots.filter(({ bound }) => !bound);
  if (areMoments(snapshots)) return changedExtents(snapshots);
  const named = placed.flatMap(({ mappings, holes }) => {
    const around = mappings.flatMap((mapping) => extentsAround(mapping, taskSizeBytes));
    return [...around, ...holes.filter((hole) => around.some((one) => touches(one, hole)))];
  });
  return union(named.length > 0 ? named : placed.flatMap(({ vmas }) => vmas));
}

/** What is not the same at every moment: where the calls went. */
function changedExtents(moments: readonly MapSnapshot[]): Extent[] {
  const counts = new Map<string, { readonly vma: Extent; count: number }>();
  for (const { vmas } of moments) {
    for (const vma of vmas) {
      const key = `${vma.start}-${vma.end}`;
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { vma, count: 1 });
    }
  }
  return union([...counts.values()].filter(({ count }) => count < moments.length).map(({ vma }) => vma));
}

function extentsAround({ segments, lengthBytes, fits }: MapMapping, taskSizeBytes: number): Extent[] {
  const block = fits.find((fit) => fit.fits)?.sizeBytes ?? 0;
  const margin = Math.max(block / 2, lengthBytes / 8);
  return segments.map(({ vaBytes, lengthBytes: length }) => ({
    start: Math.max(0, vaBytes - margin),
    end: Math.min(Math.max(taskSizeBytes, vaBytes + length), vaBytes + length + margin),
  }));
}

function touches(a: Extent, b: Extent): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function joinNear(extents: readonly Extent[]): Extent[] {
  const total = extents.reduce((sum, { start, end }) => sum + end - start, 0);
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of extents) {
    const last = joined.at(-1);
    if (last !== undefined && start - last.end <= total * LONG_GAP) last.end = end;
    else joined.push({ start, end });
  }
  return joined;
}

/** The breaks around and between the parts; those at the ends only where VMAs lie in them. */
function breaksBetween(
  { snapshots }: AddressMap,
  parts: readonly Extent[],
): Omit<AxisBreak, 'x' | 'width'>[] {
  const first = Math.min(...snapshots.flatMap(({ vmas }) => vmas.slice(0, 1).map(({ start }) => start)));
  const last = Math.max(...snapshots.flatMap(({ vmas }) => vmas.slice(-1).map(({ end }) => end)));
  const edges = [
    { start: Math.min(first, parts[0]!.start), end: parts[0]!.start },
    ...parts.slice(1).map(({ start }, index) => ({ start: parts[index]!.end, end: start })),
    { start: parts.at(-1)!.end, end: Math.max(last, parts.at(-1)!.end) },
  ];
  return edges
    .filter(({ start, end }) => end > start)
    .map((edge) => ({
      ...edge,
      vmas: Math.max(
        ...snapshots.map(
          ({ vmas }) => vmas.filter(({ start, end }) => end > edge.start && start < edge.end).length,
        ),
      ),
    }));
}

/** Widths in proportion to the root of the size, so that a small part beside a large one can be seen. */
function shares(parts: readonly Extent[]): number[] {
  const roots = parts.map(({ start, end }) => Math.sqrt(end - start));
  const sum = roots.reduce((a, b) => a + b, 0);
  const least = Math.min(LEAST_SHARE, 1 / (2 * parts.length));
  const raised = roots.map((root) => Math.max(root / sum, least));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((share) => share / total);
}
