import { hex } from '../../machine/bytes.ts';
import { humanSize } from '../human-text.ts';
import { element, xmlEscape } from '../xml.ts';
import { type Axis, axisOf, placeOn, plainAxis } from './axis.ts';
import { areMoments, groupsOf, type SnapshotGroup } from './groups.ts';
import type { AddressMap, MapSnapshot } from './snapshot.ts';
import { blocks, blocksHeight } from './svg-blocks.ts';
import { legend } from './svg-legend.ts';
import { STRIP, strip } from './svg-strip.ts';
import {
  INK,
  label,
  MAP_STYLES,
  type MapStyle,
  patterns,
  SOFT_INK,
  textWidth,
  ticks,
  wrapWords,
} from './svg-style.ts';
import { faultsText, focusOf, leafSizesText, mapTitle } from './words.ts';

/** What a map shows. */
export interface MapOptions {
  readonly style?: MapStyle;
  /** The mapping whose blocks are magnified; by default the one with most to lose. */
  readonly mapping?: string;
  /** false: the page has the patterns already, from {@link patterns}. */
  readonly patterns?: boolean;
}

/** A map as one SVG element: the same map gives the same bytes. */
export function mapSvg(
  map: AddressMap,
  { style = MAP_STYLES.page, mapping, patterns: own = true }: MapOptions = {},
): string {
  const axis = axisFor(map, style);
  const title = mapTitle(map);
  const heading = wrapWords(title.split(' '), ' ', style.width, style.font * 1.1);
  const parts: string[] = [];
  let y = 0;
  for (const line of heading) {
    y += style.font * 1.5;
    parts.push(label(0, y, line, { ...style, font: style.font * 1.1 }, { 'font-weight': 'bold' }));
  }
  const scale = axisLabels(map, axis, y + style.font * 0.6, style);
  parts.push(scale.svg);
  y = scale.bottom;
  const baseline = areMoments(map.snapshots) ? undefined : map.snapshots[0];
  for (const group of groupsOf(map)) {
    const row = rowOf(map, group, axis, baseline, y, mapping, style);
    parts.push(row.svg);
    y = row.bottom + style.font * 0.9;
  }
  const key = legend(map, axis, y + 2, style);
  return picture(title, y + 2 + key.height, [own ? patterns(style) : '', ...parts, key.svg], style);
}

function picture(title: string, height: number, children: readonly string[], { width }: MapStyle): string {
  const margin = 8;
  const box = { x: -margin, y: -margin / 2, width: width + 2 * margin, height: height + margin };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${box.x} ${box.y} ${box.width} ${Math.ceil(box.height)}`,
      width: box.width,
      height: Math.ceil(box.height),
      role: 'img',
      'font-family': 'DejaVu Sans, Verdana, sans-serif',
    },
    [
      element('title', {}, [xmlEscape(`Address-space map: ${title}`)]),
      element('rect', { class: 'map-paper', ...box, height: Math.ceil(box.height), fill: '#ffffff' }),
      ...children,
    ],
  );
}

function axisFor(map: AddressMap, { width, font }: MapStyle): Axis {
  const axis = axisOf(map, width, font * 3.4);
  if (axis.parts.length > 0 || map.snapshots.every(({ bound }) => bound)) return axis;
  return plainAxis({ start: map.mmapBaseBytes - 2 ** 30, end: map.mmapBaseBytes }, width);
}

/** Addresses at the ends of each part, sizes of what is left out, and mmap_base. */
function axisLabels(map: AddressMap, { parts, breaks }: Axis, top: number, style: MapStyle) {
  const font = style.font * 0.85;
  const small = { ...style, font };
  const soft = { fill: SOFT_INK };
  const first = top + font;
  const labels = breaks.map(({ x, width, start, end }) =>
    label(x + width / 2, first, humanSize(end - start), small, { ...soft, 'text-anchor': 'middle' }),
  );
  for (const { x, width, start, end } of parts) {
    const room = width / (textWidth(hex(end), font) + 4);
    if (room >= 1) labels.push(label(x, first, hex(start), small, soft));
    if (room >= 2) labels.push(label(x + width, first, hex(end), small, { ...soft, 'text-anchor': 'end' }));
  }
  const base = placeOn({ parts, breaks, width: style.width }, map.mmapBaseBytes);
  if (base === undefined) return { svg: labels.join(''), bottom: first + font * 0.6 };
  const second = first + font * 1.25;
  const anchor = base > style.width / 2 ? 'end' : 'start';
  labels.push(
    label(base + (anchor === 'end' ? -3 : 3), second, `mmap_base ${hex(map.mmapBaseBytes)}`, small, {
      ...soft,
      'text-anchor': anchor,
    }),
    ticks([base], second - font * 0.8, second + font * 0.5, INK, 1, 'map-base'),
  );
  return { svg: labels.join(''), bottom: second + font * 0.8 };
}

function rowOf(
  map: AddressMap,
  { titles, snapshot }: SnapshotGroup,
  axis: Axis,
  baseline: MapSnapshot | undefined,
  top: number,
  mapping: string | undefined,
  style: MapStyle,
) {
  const { font } = style;
  const outcome = outcomeText(map, snapshot);
  const lines = [...wrapWords(titles, ', ', style.width, font)];
  const beside =
    lines.length === 1 && textWidth(lines[0]!, font) + textWidth(outcome, font) + 16 < style.width;
  let y = top;
  const parts = lines.map((line) => {
    y += font * 1.35;
    return label(0, y, line, style, { 'font-weight': 'bold' });
  });
  if (!beside) y += font * 1.35;
  parts.push(label(beside ? style.width : 0, y, outcome, style, beside ? { 'text-anchor': 'end' } : {}));
  y += font * 0.5;
  if (snapshot.message !== '') return { svg: element('g', {}, parts), bottom: y };
  if (!snapshot.bound && axis.parts.length > 0) {
    parts.push(strip(snapshot, axis, baseline, y, style));
    y += STRIP.all;
  }
  const views = magnified(map, snapshot, mapping, y + font * 0.2, style);
  parts.push(...views.svg);
  return { svg: element('g', { class: 'map-row' }, parts), bottom: y + views.height };
}

function outcomeText({ leafBytes, snapshots }: AddressMap, snapshot: MapSnapshot): string {
  if (snapshot.message !== '') return snapshot.message;
  if (areMoments(snapshots)) return `${snapshot.vmas.length} VMAs`;
  const failed = snapshot.mappings.filter(({ status }) => status === 'failed');
  const lost =
    failed.length === 0 ? '' : `; failed: ${failed.map(({ name, error }) => `${name} ${error}`).join(', ')}`;
  const leaves = snapshot.mappings.flatMap((mapping) => mapping.leaves);
  return `${leafSizesText(leaves, leafBytes)}, ${faultsText(snapshot)}${lost}`;
}

function magnified(
  { leafBytes }: AddressMap,
  snapshot: MapSnapshot,
  asked: string | undefined,
  top: number,
  style: MapStyle,
) {
  const focus = focusOf(snapshot, asked);
  const fits = focus?.segments[0] ? focus.fits.filter((fit) => fit.fits).slice(0, 3) : [];
  if (!focus || fits.length === 0) return { svg: [], height: 0 };
  const gap = 14;
  const columns = style.width < 500 ? 1 : fits.length;
  const width = (style.width - gap * (columns - 1)) / columns;
  const height = blocksHeight(style);
  const svg = fits.map((fit, i) =>
    blocks(
      focus,
      fit,
      leafBytes,
      (i % columns) * (width + gap),
      top + Math.floor(i / columns) * height,
      width,
      style,
    ),
  );
  return { svg, height: Math.ceil(fits.length / columns) * height };
}
