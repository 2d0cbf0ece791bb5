import type { LeafKind } from '../../machine/architectures.ts';
import { type Attributes, coordinate, element, xmlEscape } from '../xml.ts';
import type { VmaKind } from './snapshot.ts';
import type { MapStyleName } from './style-names.ts';

/** How a map is drawn. Lengths in pixels (SVG user units). */
export interface MapStyle {
  /** Of the whole picture. */
  readonly width: number;
  /** Size of the text. */
  readonly font: number;
  /** Put before every id, so that several maps can stand in one page. */
  readonly ids: string;
}

/** For a report, for one column of a paper (3.4 in at 100 px/in) and for two. */
export const MAP_STYLES = {
  page: { width: 960, font: 11, ids: '' },
  column: { width: 340, font: 9.5, ids: '' },
  'two-columns': { width: 720, font: 9.5, ids: '' },
} as const satisfies Record<MapStyleName, MapStyle>;

/**
 * Fill of each leaf size, from Okabe and Ito's palette: the larger the leaf, the darker it is, so that grey print keeps
 * the order; smaller ones carry lines as well.
 */
export const LEAF_FILL: Readonly<Record<LeafKind, string>> = {
  pte: '#fbeec2',
  contpte: '#e69f00',
  pmd: '#56b4e9',
  contpmd: '#009e73',
  pud: '#0072b2',
};

/** Fill of a VMA in the background. */
export const KIND_FILL: Readonly<Record<VmaKind, string>> = {
  anon: '#c9c9c9',
  heap: '#b4b4b4',
  stack: '#8f8f8f',
  file: '#cdbfa3',
  shared: '#bfb3cc',
  hugetlb: '#a9bfa9',
  device: '#a58a9c',
  reserved: '#ececec',
};

/** Memory behind a mapping. */
export const TARGET_FILL = '#efcfe0';

/** Lines: where blocks begin in virtual addresses, where in physical ones, where both agree. */
export const INK = '#1a1a1a';
export const PA_INK = '#b0005a';
export const SOFT_INK = '#5c5c5c';

const SPACING: Readonly<Partial<Record<LeafKind, number>>> = { pte: 2.5, contpte: 5, pmd: 8, contpmd: 13 };

/** Patterns that the fills of leaves and holes refer to. */
export function patterns({ ids }: MapStyle): string {
  const leaves = Object.entries(SPACING).map(([kind, step]) => {
    const fill = LEAF_FILL[kind as LeafKind];
    return element(
      'pattern',
      { id: `${ids}leaf-${kind}`, width: step, height: 8, patternUnits: 'userSpaceOnUse' },
      [
        element('rect', { class: `map-${kind}`, width: step, height: 8, fill }),
        element('path', {
          d: `M0 0V8`,
          stroke: INK,
          'stroke-width': kind === 'pte' ? 0.45 : 0.6,
          'stroke-opacity': 0.55,
        }),
      ],
    );
  });
  const hatch = element(
    'pattern',
    { id: `${ids}hole`, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    [element('path', { class: 'map-hatch', d: 'M0 0V5', stroke: '#d55e00', 'stroke-width': 2 })],
  );
  return element('defs', {}, [...leaves, hatch]);
}

/** The fill of a leaf: a pattern, or plain for the largest. */
export function leafFill(kind: LeafKind, { ids }: MapStyle): string {
  return SPACING[kind] === undefined ? LEAF_FILL[kind] : `url(#${ids}leaf-${kind})`;
}

/** A rectangle with a text that shows when the pointer rests on it. */
export function box(attributes: Attributes, hover = ''): string {
  return element('rect', attributes, hover === '' ? [] : [element('title', {}, [xmlEscape(hover)])]);
}

/** Vertical lines at several places, as one path. */
export function ticks(
  places: readonly number[],
  from: number,
  to: number,
  stroke: string,
  width: number,
  name: string,
): string {
  if (places.length === 0) return '';
  const d = places.map((x) => `M${coordinate(x)} ${coordinate(from)}V${coordinate(to)}`).join('');
  return element('path', { class: name, d, stroke, 'stroke-width': width });
}

/** A line of text; `y` is its baseline. */
export function label(x: number, y: number, text: string, style: MapStyle, more: Attributes = {}): string {
  return element('text', { class: 'map-text', x, y, 'font-size': style.font, fill: INK, ...more }, [
    xmlEscape(text),
  ]);
}

/** An estimate of a text's width, on the safe side: there is no canvas to measure it. */
export function textWidth(text: string, font: number): number {
  return text.length * font * 0.58;
}

/** Words on as many lines as a width needs. */
export function wrapWords(
  words: readonly string[],
  joiner: string,
  width: number,
  font: number,
): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last}${joiner}${word}`;
    if (last !== undefined && textWidth(longer, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? line + joiner.trimEnd() : line));
}
