import { visible } from '../../language/render/visible.ts';
import { CHARACTER, configOf, type Preset } from './preset.ts';

/** What a page of small multiples is made from: a panel for every scenario. */
export interface Panels {
  readonly title: string;
  readonly subtitle: string;
  /** Rows with a `panel` from {@link panelName}. */
  readonly values: readonly Readonly<Record<string, unknown>>[];
  /** Panels in their order. */
  readonly panels: readonly string[];
  readonly panelWidth: number;
  /** One panel, without data. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Scales that every panel has by itself. */
  readonly independent?: Readonly<Record<string, 'independent'>>;
}

/** A page of small multiples. */
export function smallMultiples(page: Panels, preset: Preset): Readonly<Record<string, unknown>> {
  const { title, subtitle, values, panels, spec, independent } = page;
  return {
    title: { text: title, subtitle: lines(subtitle, preset.width, preset.font) },
    data: { values },
    facet: {
      field: 'panel',
      type: 'nominal',
      sort: panels,
      title: null,
      header: {
        labelLimit: 0,
        labelAnchor: 'start',
        labelExpr: "split(datum.label, '\\n')",
        labelPadding: 4,
      },
    },
    columns: preset.columns,
    spacing: { row: 12, column: 16 },
    spec,
    ...(independent === undefined ? {} : { resolve: { scale: independent } }),
    config: configOf(preset),
  };
}

/** A scenario's name as the heading of its panel, on as many lines as it needs. */
export function panelName(scenario: string, panelWidth: number, { font }: Preset): string {
  return lines(scenario, panelWidth, font * 1.1).join('\n');
}

/** Text broken at blanks so that it fits a width. */
export function lines(text: string, width: number, font: number): string[] {
  const most = Math.floor(width / (font * CHARACTER));
  const broken: string[] = [];
  for (const word of visible(text).split(/[ \n]+/)) {
    const last = broken.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      broken[broken.length - 1] = `${last} ${word}`;
    else broken.push(word);
  }
  return broken;
}
