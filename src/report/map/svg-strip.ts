import { alignUp, hex } from '../../machine/bytes.ts';
import type { Extent } from '../../replay/outcome.ts';
import { humanSize } from '../human-text.ts';
import { coordinate, element } from '../xml.ts';
import { type Axis, placeOn, spansOn } from './axis.ts';
import type { MapMapping, MapSnapshot, MapVma } from './snapshot.ts';
import {
  box,
  INK,
  KIND_FILL,
  leafFill,
  type MapStyle,
  PA_INK,
  SOFT_INK,
  TARGET_FILL,
  ticks,
} from './svg-style.ts';

/** Heights of a strip's lanes, in pixels. */
export const STRIP = { ticks: 5, va: 16, pa: 9, all: 36 } as const;

/** Block lines nearer than this are not drawn. */
const LEAST_STEP = 7;

/** VMAs of one kind nearer than this are one box. */
const LEAST_GAP = 1;

/** Pixels that even a page gets. */
const LEAST_WIDTH = 0.9;

/** The address space of one snapshot along the axis: VMAs, holes, mappings by leaf, and what lies behind them. */
export function strip(
  snapshot: MapSnapshot,
  axis: Axis,
  baseline: MapSnapshot | undefined,
  top: number,
  style: MapStyle,
): string {
  const va = top + STRIP.ticks;
  const named = new Set(snapshot.mappings.map(({ name }) => name));
  const ground = axis.parts.map(({ x, width }) =>
    box({
      class: 'map-ground',
      x,
      y: va,
      width,
      height: STRIP.va,
      fill: '#ffffff',
      stroke: SOFT_INK,
      'stroke-width': 0.5,
    }),
  );
  return [
    ...ground,
    ...background(
      snapshot.vmas.filter(({ name }) => !named.has(name)),
      axis,
      va,
    ),
    ...holesOn(snapshot.holes, axis, va, style),
    ...snapshot.mappings.map((mapping) => mappingOn(mapping, axis, va, style)),
    ...ghosts(snapshot, baseline, axis, va),
    ...breaks(axis, va),
  ].join('');
}

/** Hatched boxes; holes nearer than a pixel share one. */
function holesOn(holes: readonly Extent[], axis: Axis, top: number, { ids }: MapStyle): string[] {
  const runs: { x: number; end: number; bytes: number; from: number; to: number }[] = [];
  for (const hole of holes) {
    for (const { x, width } of spansOn(axis, hole)) {
      const bytes = hole.end - hole.start;
      const last = runs.at(-1);
      if (last && x - last.end < LEAST_GAP) {
        last.end = x + width;
        last.to = hole.end;
        last.bytes += bytes;
      } else runs.push({ x, end: x + width, bytes, from: hole.start, to: hole.end });
    }
  }
  return runs.map(({ x, end, bytes, from, to }) => {
    const width = Math.max(end - x, LEAST_WIDTH);
    const attributes = { x, y: top, width, height: STRIP.va, fill: `url(#${ids}hole)` };
    return box(attributes, `${humanSize(bytes)} left by alignment, ${hex(from)}-${hex(to)}`);
  });
}

function background(vmas: readonly MapVma[], axis: Axis, top: number): string[] {
  const runs: { x: number; end: number; kind: MapVma['kind']; from: number; to: number; count: number }[] =
    [];
  for (const vma of vmas) {
    for (const { x, width } of spansOn(axis, vma)) {
      const last = runs.at(-1);
      if (last && last.kind === vma.kind && x - last.end < LEAST_GAP) {
        last.end = x + width;
        last.to = vma.end;
        last.count++;
      } else runs.push({ x, end: x + width, kind: vma.kind, from: vma.start, to: vma.end, count: 1 });
    }
  }
  return runs.map(({ x, end, kind, from, to, count }) => {
    const what = count === 1 ? kind : `${count} VMAs, ${kind}`;
    const width = Math.max(end - x, LEAST_WIDTH);
    const height = STRIP.va - 4;
    const attributes = { class: `map-kind-${kind}`, x, y: top + 2, width, height, fill: KIND_FILL[kind] };
    return box(attributes, `${what}, ${hex(from)}-${hex(to)}, ${humanSize(to - from)}`);
  });
}

function mappingOn(mapping: MapMapping, axis: Axis, top: number, style: MapStyle): string {
  const block = mapping.fits.find(({ fits, possible }) => fits && possible);
  return element('g', { class: 'map-mapping' }, [
    ...mapping.leaves.flatMap(({ kind, start, end }) =>
      spansOn(axis, { start, end }).map(({ x, width }) =>
        box(
          {
            class: `map-leaf-${kind}`,
            x,
            y: top,
            width: Math.max(width, LEAST_WIDTH),
            height: STRIP.va,
            fill: leafFill(kind, style),
          },
          `${mapping.name}: ${humanSize(end - start)} under ${kind.toUpperCase()} leaves, ${hex(start)}-${hex(end)}`,
        ),
      ),
    ),
    ...outlines(mapping, axis, top),
    ...(mapping.target === 'none' ? [] : behind(mapping, axis, top + STRIP.va)),
    ...(block ? blockLines(mapping, block.sizeBytes, axis, top) : []),
  ]);
}

function outlines({ segments }: MapMapping, axis: Axis, top: number): string[] {
  return segments.flatMap(({ vaBytes, lengthBytes }) =>
    spansOn(axis, { start: vaBytes, end: vaBytes + lengthBytes }).map(({ x, width }) =>
      box({
        class: 'map-outline',
        x,
        y: top,
        width,
        height: STRIP.va,
        fill: 'none',
        stroke: INK,
        'stroke-width': 0.8,
      }),
    ),
  );
}

/** The memory behind a mapping, right below it. */
function behind({ source, segments, target }: MapMapping, axis: Axis, top: number): string[] {
  return segments.flatMap(({ vaBytes, targetBytes, lengthBytes }) =>
    spansOn(axis, { start: vaBytes, end: vaBytes + lengthBytes }).map(({ x, width }) =>
      box(
        {
          class: 'map-behind',
          x,
          y: top,
          width: Math.max(width, LEAST_WIDTH),
          height: STRIP.pa,
          fill: TARGET_FILL,
          stroke: PA_INK,
          'stroke-width': 0.5,
        },
        `${source}, ${target} ${hex(targetBytes)}-${hex(targetBytes + lengthBytes)}`,
      ),
    ),
  );
}

/** Where blocks begin, in virtual addresses above, in physical ones below; one line where both agree. */
function blockLines({ segments, target }: MapMapping, size: number, axis: Axis, top: number): string[] {
  return segments.flatMap(({ vaBytes, targetBytes, lengthBytes }) => {
    const [span] = spansOn(axis, { start: vaBytes, end: vaBytes + size });
    if (span === undefined || span.width < LEAST_STEP) return [];
    const agree = (vaBytes - targetBytes) % size === 0;
    const bottom = top + STRIP.va;
    const places = (first: number) => {
      const xs: number[] = [];
      for (let at = first; at <= vaBytes + lengthBytes; at += size) {
        const x = placeOn(axis, at);
        if (x !== undefined) xs.push(x);
      }
      return xs;
    };
    const below = target === 'none' ? bottom : bottom + STRIP.pa;
    const reach = agree ? below + STRIP.ticks : bottom;
    const va = ticks(
      places(alignUp(vaBytes, size)),
      top - STRIP.ticks,
      reach,
      INK,
      agree ? 1.3 : 0.9,
      'map-va',
    );
    if (agree || target === 'none') return [va];
    const first = vaBytes + (alignUp(targetBytes, size) - targetBytes);
    return [va, ticks(places(first), bottom, below + STRIP.ticks, PA_INK, 1.3, 'map-pa')];
  });
}

/** Where the first snapshot has what this one has elsewhere. */
function ghosts(snapshot: MapSnapshot, baseline: MapSnapshot | undefined, axis: Axis, top: number): string[] {
  if (baseline === undefined || baseline === snapshot) return [];
  return baseline.mappings.flatMap((theirs) => {
    const ours = snapshot.mappings.find(({ name }) => name === theirs.name);
    if (!ours || ours.segments[0]?.vaBytes === theirs.segments[0]?.vaBytes) return [];
    return theirs.segments.flatMap(({ vaBytes, lengthBytes }) =>
      spansOn(axis, { start: vaBytes, end: vaBytes + lengthBytes }).map(({ x, width }) =>
        box(
          {
            class: 'map-ghost',
            x,
            y: top + 2.5,
            width,
            height: STRIP.va - 5,
            fill: 'none',
            stroke: '#d55e00',
            'stroke-width': 1,
            'stroke-dasharray': '3 2',
          },
          `${theirs.name} under ${baseline.policy}: ${hex(vaBytes)}`,
        ),
      ),
    );
  });
}

/** A zigzag where addresses are left out. */
function breaks({ breaks: left }: Axis, top: number): string[] {
  return left.map(({ x, width, start, end, vmas }) => {
    const middle = x + width / 2;
    const bottom = top + STRIP.va;
    const zigzag = [-2, 2].map((dx) => {
      const at = (step: number) =>
        `${coordinate(middle + dx + (step % 2 === 0 ? -2 : 2))} ${coordinate(top + (STRIP.va * step) / 4)}`;
      return `M${[0, 1, 2, 3, 4].map(at).join('L')}`;
    });
    const text = `${humanSize(end - start)} left out, ${vmas} VMAs: ${hex(start)}-${hex(end)}`;
    return element('g', {}, [
      box({ x, y: top, width, height: bottom - top, fill: 'transparent' }, text),
      element('path', {
        class: 'map-break',
        d: zigzag.join(''),
        fill: 'none',
        stroke: SOFT_INK,
        'stroke-width': 0.8,
      }),
    ]);
  });
}
