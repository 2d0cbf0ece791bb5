import { columnNamed, type Table } from '../../metrics/catalogue.ts';
import type { MapStyleName } from '../map/style-names.ts';

/** Sizes of a figure in pixels, 100 to the inch. */
export interface Preset {
  /** Of the whole figure, about. */
  readonly width: number;
  readonly font: number;
  /** Panels side by side on a page of small multiples. */
  readonly columns: number;
}

/** One column of a paper is 3.4 in wide, two are 7. */
export const PRESETS: Readonly<Record<MapStyleName, Preset>> = {
  column: { width: 340, font: 9, columns: 1 },
  'two-columns': { width: 700, font: 9, columns: 2 },
  page: { width: 960, font: 11, columns: 2 },
};

/** Width of one panel of small multiples beside labels of so many characters. */
export function panelWidth({ width, columns, font }: Preset, labelCharacters: number): number {
  return Math.floor((width - labelCharacters * font * CHARACTER - 20 * columns) / columns);
}

/** Mean width of a character as a share of the font's size: DejaVu Sans, on the safe side. */
export const CHARACTER = 0.6;

/** Okabe and Ito's colours, dark ones first: lines also differ by dash and point. */
export const LINE_COLOURS = [
  '#000000',
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8c6d00',
];

/** Dashes in the order of the colours. */
export const LINE_DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [10, 4], [3, 1, 1, 1]];

/** Points in the order of the colours. */
export const LINE_SHAPES = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-right',
  'triangle-left',
];

/** What stands for the bound, in every figure. */
export const BOUND_COLOUR = '#b0005a';

/** Vega's settings that all figures share: no metadata for assistive tools inside every mark, which would double files. */
export function configOf({ font }: Preset): Readonly<Record<string, unknown>> {
  const family = 'DejaVu Sans, Verdana, sans-serif';
  return {
    aria: false,
    background: '#ffffff',
    font: family,
    axis: {
      labelFontSize: font,
      titleFontSize: font,
      titleFontWeight: 'normal',
      gridColor: '#e6e6e6',
      domainColor: '#555555',
      tickColor: '#555555',
      labelColor: '#222222',
      titleColor: '#222222',
    },
    header: { labelFontSize: font, labelFontWeight: 'bold', titleFontSize: font, labelColor: '#222222' },
    legend: {
      labelFontSize: font,
      titleFontSize: font,
      titleFontWeight: 'normal',
      symbolSize: 60,
      labelLimit: 400,
    },
    title: {
      fontSize: font + 2,
      subtitleFontSize: font,
      anchor: 'start',
      subtitleColor: '#333333',
      offset: 8,
    },
    view: { stroke: '#cccccc' },
  };
}

/** An axis title with its unit: `share of ideal (ratio)`, `faults`. */
export function axisTitle(name: string, table: Table): string {
  const column = columnNamed(name, table);
  const words = name.replaceAll('_', ' ').replace(/\b\d+[mg]\b/g, (size) => size.toUpperCase());
  const unit = column?.unit ?? '';
  return unit === '' || words.split(' ').includes(unit) ? words : `${words} (${unit})`;
}

/** A Vega expression that writes bytes as `4K`, `2M`, `1G`. */
export const SIZE_LABEL =
  "datum.value == 0 ? '0' : (datum.value < 0 ? '-' : '') + " +
  '(abs(datum.value) >= 1099511627776 ? format(abs(datum.value) / 1099511627776, "~r") + "T" : ' +
  'abs(datum.value) >= 1073741824 ? format(abs(datum.value) / 1073741824, "~r") + "G" : ' +
  'abs(datum.value) >= 1048576 ? format(abs(datum.value) / 1048576, "~r") + "M" : ' +
  'abs(datum.value) >= 1024 ? format(abs(datum.value) / 1024, "~r") + "K" : format(abs(datum.value), "~r"))';
