import { visible } from '../../language/render/visible.ts';
import type { LeafKind } from '../../machine/architectures.ts';
import { alignUp, hex, sizeText } from '../../machine/bytes.ts';
import { humanSize } from '../human-text.ts';
import { wrapText } from '../text.ts';
import { type Axis, axisOf, placeOn, spansOn } from './axis.ts';
import { areMoments, groupsOf } from './groups.ts';
import type { AddressMap, MapMapping, MapSnapshot } from './snapshot.ts';
import { faultsText, fitText, focusOf, leafSizesText, mapTitle } from './words.ts';

/** The letter of each leaf size in a strip: the larger, the heavier. */
const LEAF_LETTER: Readonly<Record<LeafKind, string>> = {
  pte: '-',
  contpte: '~',
  pmd: '=',
  contpmd: '%',
  pud: '@',
};

const INDENT = '   ';

/** A map for a terminal: every line fits `width`, nothing needs colour. */
export function mapText(map: AddressMap, width: number, mapping?: string): readonly string[] {
  const room = width - INDENT.length;
  const axis = axisOf(map, room, 3);
  const strips = axis.parts.length > 0 ? scaleLines(axis, room) : [];
  const rows = groupsOf(map).flatMap(({ titles, snapshot }) => [
    '',
    wrapText(visible(`${titles.join(', ')}: ${outcomeOf(map, snapshot)}`), width),
    ...(snapshot.message === '' ? rowLines(map, snapshot, axis, room, mapping) : []),
  ]);
  return [wrapText(visible(mapTitle(map)), width), ...strips, ...rows, '', ...legendOf(map, width)];
}

function outcomeOf(map: AddressMap, snapshot: MapSnapshot): string {
  if (snapshot.message !== '') return snapshot.message;
  if (areMoments(map.snapshots)) return `${snapshot.vmas.length} VMAs`;
  const leaves = snapshot.mappings.flatMap((one) => one.leaves);
  const failed = snapshot.mappings.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const lost = failed.length === 0 ? '' : `; failed: ${failed.join(', ')}`;
  return `${leafSizesText(leaves, map.leafBytes)}, ${faultsText(snapshot)}${lost}`;
}

function scaleLines({ parts, breaks }: Axis, width: number): readonly string[] {
  const line = new Array<string>(width).fill(' ');
  const write = (text: string, at: number) => {
    const from = Math.max(0, Math.min(Math.round(at), width - text.length));
    const free = line
      .slice(Math.max(0, from - 1), from + text.length + 1)
      .every((character) => character === ' ');
    if (free) line.splice(from, text.length, ...text);
  };
  for (const { x, start } of parts) write(hex(start), x);
  for (const { x, width: wide, end } of parts) write(hex(end), x + wide - hex(end).length);
  const left = breaks.map(
    ({ start, end, vmas }) => `${humanSize(end - start)}${vmas > 0 ? ` with ${vmas} VMAs` : ''}`,
  );
  const scale = `${INDENT}${line.join('').trimEnd()}`;
  if (left.length === 0) return [scale];
  return [scale, wrapText(`${INDENT}// left out: ${left.join(', ')}`, width + INDENT.length)];
}

function rowLines(
  map: AddressMap,
  snapshot: MapSnapshot,
  axis: Axis,
  width: number,
  asked: string | undefined,
): readonly string[] {
  const focus = focusOf(snapshot, asked);
  const verdicts = (focus?.segments[0] ? focus.fits : [])
    .filter(({ fits }) => fits)
    .map((fit) => `${INDENT}${fitText(fit, focus!, map.leafBytes)}`);
  if (snapshot.bound || axis.parts.length === 0) return verdicts;
  const strip = new Strip(axis, width);
  for (const vma of snapshot.vmas) strip.fill(vma.start, vma.end, '#');
  for (const hole of snapshot.holes) strip.fill(hole.start, hole.end, '/');
  for (const mapping of snapshot.mappings)
    for (const { start, end, kind } of mapping.leaves) strip.fill(start, end, LEAF_LETTER[kind]);
  return [`${INDENT}${strip.text()}`, ...(focus ? rulers(focus, axis, width) : []), ...verdicts];
}

/** Where blocks of the largest leaf that fits begin: in virtual addresses, and in what lies behind them. */
function rulers({ segments, fits, target }: MapMapping, axis: Axis, width: number): readonly string[] {
  const size = fits.find((fit) => fit.fits && fit.possible)?.sizeBytes;
  const segment = segments[0];
  if (size === undefined || segment === undefined) return [];
  const { vaBytes, targetBytes, lengthBytes } = segment;
  const step = (placeOn(axis, vaBytes + size) ?? 0) - (placeOn(axis, vaBytes) ?? 0);
  if (step < 2) return [];
  const ruler = (first: number, name: string) => {
    const line = new Array<string>(width).fill(' ');
    for (let at = first; at <= vaBytes + lengthBytes; at += size) {
      const x = placeOn(axis, at);
      if (x !== undefined) line[Math.min(width - 1, Math.round(x))] = '|';
    }
    return `${name}${line.join('').trimEnd()}`;
  };
  const text = `every ${sizeText(size)}`;
  const va = ruler(alignUp(vaBytes, size), 'VA ');
  const named = `${va}  ${text}`.length <= width + INDENT.length ? `${va}  ${text}` : va;
  if (target === 'none') return [named];
  const first = vaBytes + (alignUp(targetBytes, size) - targetBytes);
  return [named, ruler(first, target === 'PA' ? 'PA ' : 'off')];
}

/** One line of cells that later calls paint over. */
class Strip {
  readonly #cells: string[];
  readonly #axis: Axis;

  constructor(axis: Axis, width: number) {
    this.#axis = axis;
    this.#cells = new Array<string>(width).fill('.');
    for (const { x, width: wide } of axis.breaks) this.#paint(x, wide, ' // ');
  }

  /** Every cell that a range touches. Bytes. */
  fill(start: number, end: number, letter: string): void {
    for (const { x, width } of spansOn(this.#axis, { start, end })) this.#paint(x, width, letter);
  }

  text(): string {
    return this.#cells.join('');
  }

  #paint(x: number, width: number, letters: string): void {
    const from = Math.min(Math.round(x), this.#cells.length - 1);
    const to = Math.max(from + 1, Math.min(Math.round(x + width), this.#cells.length));
    for (let i = from; i < to; i++) this.#cells[i] = letters[(i - from) % letters.length]!;
  }
}

function legendOf(map: AddressMap, width: number): readonly string[] {
  const kinds = new Set(
    map.snapshots.flatMap(({ mappings }) => mappings.flatMap(({ leaves }) => leaves.map(({ kind }) => kind))),
  );
  const leaves = (Object.keys(LEAF_LETTER) as LeafKind[])
    .filter((kind) => kinds.has(kind))
    .map((kind) => `${LEAF_LETTER[kind]} ${sizeText(map.leafBytes[kind])} leaves`);
  const holes = map.snapshots.some((snapshot) => snapshot.holes.length > 0)
    ? ['/ hole left by alignment']
    : [];
  return [
    wrapText([...leaves, ...holes, '# other VMAs', '. free', '| where a block begins'].join('   '), width),
  ];
}
