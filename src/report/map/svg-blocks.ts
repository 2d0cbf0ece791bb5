import type { LeafKind } from '../../machine/architectures.ts';
import { alignUp, hex, residue, sizeText } from '../../machine/bytes.ts';
import { grouped } from '../human-text.ts';
import { coordinate, element } from '../xml.ts';
import type { LeafFit, MapMapping } from './snapshot.ts';
import {
  box,
  INK,
  label,
  leafFill,
  type MapStyle,
  PA_INK,
  SOFT_INK,
  TARGET_FILL,
  ticks,
} from './svg-style.ts';
import { fitText } from './words.ts';

/** Blocks of the source that a magnified view shows. */
const BLOCKS = 3;

/** Room before the mapping's first byte, in blocks. */
const LEAD = 0.3;

/** Room for the dots that say that it goes on, in pixels. */
const MORE = 16;

/** A block line that misses is at least this far away, in pixels: 4K of 1G could not be seen. */
const LEAST_MISS = 6;

/** Height of a magnified view. */
export function blocksHeight({ font }: MapStyle): number {
  return font * 4.6;
}

/**
 * The beginning of a mapping, magnified to blocks of one leaf size: virtual addresses above what lies behind them. Where
 * the lines of both meet, every block is one leaf. `left` and `width` in pixels.
 */
export function blocks(
  mapping: MapMapping,
  fit: LeafFit,
  leafBytes: LeafBytes,
  left: number,
  top: number,
  width: number,
  style: MapStyle,
): string {
  const segment = mapping.segments[0]!;
  const size = fit.sizeBytes;
  const names = style.font * 2.1;
  const shown = Math.min(BLOCKS, Math.ceil(segment.lengthBytes / size));
  const unit = (width - names - MORE) / (shown + 2 * LEAD);
  const origin = left + names + LEAD * unit;
  const place = (address: number) => origin + ((address - segment.vaBytes) / size) * unit;
  const edge = left + width - MORE;
  const end = Math.min(place(segment.vaBytes + segment.lengthBytes), edge);
  const bar = style.font * 1.15;
  const vaTop = top + style.font * 1.5;
  const paTop = vaTop + bar;
  const bottom = paTop + bar;
  const agree = fit.awayBytes === 0;
  const target = mapping.target === 'none' ? '0' : mapping.target;
  const name = (y: number, text: string) =>
    label(left, y, text, { ...style, font: style.font * 0.85 }, { fill: SOFT_INK });
  return element('g', { class: agree && fit.possible ? 'map-blocks map-agree' : 'map-blocks' }, [
    label(
      left,
      top + style.font * 0.9,
      verdict(mapping, fit, leafBytes),
      { ...style, font: style.font * 0.92 },
      {
        fill: agree && fit.possible ? '#00563f' : PA_INK,
        class: agree && fit.possible ? 'map-yes' : 'map-no',
      },
    ),
    name(vaTop + bar * 0.8, 'VA'),
    name(paTop + bar * 0.8, target === 'offset' ? 'file' : target),
    ...filled(mapping, place, { start: origin, end, top: vaTop, height: bar }, style),
    box(
      { class: 'map-behind', x: origin, y: paTop, width: end - origin, height: bar, fill: TARGET_FILL },
      behindText(mapping),
    ),
    box({
      class: 'map-outline',
      x: origin,
      y: vaTop,
      width: end - origin,
      height: bar * 2,
      fill: 'none',
      stroke: INK,
      'stroke-width': 0.5,
    }),
    ...lines(mapping, fit, place, {
      left: left + names,
      right: Math.min(edge, end + LEAD * unit * 0.8),
      vaTop,
      paTop,
      bottom,
    }),
    ...(place(segment.vaBytes + segment.lengthBytes) > edge ? [more(edge, vaTop, bottom)] : []),
  ]);
}

function verdict(mapping: MapMapping, fit: LeafFit, leafBytes: LeafBytes): string {
  const { targetBytes, lengthBytes } = mapping.segments[0]!;
  const from = alignUp(targetBytes, fit.sizeBytes) - targetBytes;
  const count = Math.floor((lengthBytes - from) / fit.sizeBytes);
  const some = count > BLOCKS ? `, ${BLOCKS} of ${grouped(count)}` : '';
  return `${sizeText(fit.sizeBytes)} blocks${some}: ${fitText(fit, mapping, leafBytes)}`;
}

function behindText({ source, target, segments }: MapMapping): string {
  const { targetBytes, lengthBytes } = segments[0]!;
  return `${source}, ${target} ${hex(targetBytes)}-${hex(targetBytes + lengthBytes)}`;
}

type LeafBytes = Readonly<Record<LeafKind, number>>;

interface Bar {
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly height: number;
}

function filled(
  mapping: MapMapping,
  place: (address: number) => number,
  bar: Bar,
  style: MapStyle,
): string[] {
  return mapping.leaves.flatMap(({ kind, start, end }) => {
    const x = Math.max(place(start), bar.start);
    const right = Math.min(place(end), bar.end);
    if (right <= x) return [];
    const attributes = { class: `map-leaf-${kind}`, x, y: bar.top, width: right - x, height: bar.height };
    return [
      box(
        { ...attributes, fill: leafFill(kind, style) },
        `${kind.toUpperCase()} leaves, ${hex(start)}-${hex(end)}`,
      ),
    ];
  });
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly vaTop: number;
  readonly paTop: number;
  readonly bottom: number;
}

/** Lines of both, through both bars where they agree; a near miss is drawn so that it can be seen. */
function lines(
  { segments, target }: MapMapping,
  { sizeBytes, awayBytes }: LeafFit,
  place: (address: number) => number,
  { left, right, vaTop, paTop, bottom }: Frame,
): string[] {
  const { vaBytes, targetBytes } = segments[0]!;
  const unit = place(vaBytes + sizeBytes) - place(vaBytes);
  const behind = steps(place(vaBytes - residue(targetBytes, sizeBytes)), unit, left, right);
  if (awayBytes === 0 || target === 'none') return [ticks(behind, vaTop - 4, bottom + 4, INK, 2, 'map-va')];
  const miss = -(awayBytes / sizeBytes) * unit;
  const seen = Math.abs(miss) < LEAST_MISS ? Math.sign(miss) * LEAST_MISS : miss;
  return [
    ticks(behind, paTop, bottom + 4, PA_INK, 2, 'map-pa'),
    ticks(steps(behind[0]! + seen, unit, left, right), vaTop - 4, paTop, INK, 2, 'map-va'),
  ];
}

/** Places a unit apart, one of them at `at`, between `left` and `right`. */
function steps(at: number, unit: number, left: number, right: number): number[] {
  const first = at - Math.floor((at - left) / unit) * unit;
  const places: number[] = [];
  for (let x = first; x <= right + 0.01; x += unit) places.push(x);
  return places;
}

function more(x: number, top: number, bottom: number): string {
  const dots = [0, 1, 2].map((i) => `M${coordinate(x + 4 + i * 4.5)} ${coordinate((top + bottom) / 2)}h.01`);
  return element('path', {
    class: 'map-dot',
    d: dots.join(''),
    stroke: INK,
    'stroke-width': 2.6,
    'stroke-linecap': 'round',
  });
}
