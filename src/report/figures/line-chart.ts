import type { Alike } from './alike.ts';
import { BOUND_COLOUR, configOf, LINE_COLOURS, LINE_DASHES, LINE_SHAPES, type Preset } from './preset.ts';
import { lines } from './small-multiples.ts';

/** A place on a line; `low` and `high` where it has an interval. */
export interface LinePlace {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

interface Channel {
  readonly title: string;
  readonly scale: Readonly<Record<string, unknown>>;
  readonly axis: Readonly<Record<string, unknown>>;
}

/** Lines that differ by colour, dash and point, with ribbons where there are intervals, and the bound. */
export interface LineChart {
  readonly title: string;
  readonly subtitle: string;
  readonly groups: readonly Alike<readonly LinePlace[]>[];
  readonly x: Channel;
  readonly y: Channel;
  /** Where `ideal` is: at one value, or on a line of its own. */
  readonly bound: number | readonly LinePlace[];
  readonly marks?: readonly Mark[];
}

/** A place on the axis across with a name. */
export interface Mark {
  readonly x: number;
  readonly label: string;
}

/** A chart of lines as a specification. */
export function lineChart(
  { title, subtitle, groups, x, y, bound, marks = [] }: LineChart,
  preset: Preset,
): Readonly<Record<string, unknown>> {
  const values = groups.flatMap(({ label, value }) => value.map((place) => ({ policy: label, ...place })));
  const names = groups.map(({ label }) => label);
  const width = Math.min(preset.width, 480) - preset.font * 7;
  const by = <T>(range: readonly T[]) => ({
    field: 'policy',
    type: 'nominal',
    scale: { domain: names, range: names.map((_, i) => range[i % range.length]!) },
  });
  const legend = {
    orient: 'bottom',
    columns: 1,
    title: null,
    labelLimit: 0,
    symbolOpacity: 1,
    symbolStrokeWidth: 0,
  };
  const color = { ...by(LINE_COLOURS), legend };
  const across = { field: 'x', type: 'quantitative', ...x };
  const up = (field: string) => ({ field, type: 'quantitative', ...y });
  return {
    title: {
      text: lines(title, preset.width, preset.font * 1.3),
      subtitle: lines(subtitle, preset.width, preset.font),
    },
    data: { values },
    width,
    height: Math.round(width * 0.6),
    layer: [
      ...(marks.length > 0 ? markLayers(marks, across, preset) : []),
      typeof bound === 'number'
        ? {
            data: { values: [{ bound }] },
            mark: { type: 'rule', color: BOUND_COLOUR, strokeWidth: 1.5 },
            encoding: { y: up('bound') },
          }
        : {
            data: { values: bound },
            mark: { type: 'line', color: BOUND_COLOUR, strokeWidth: 5, opacity: 0.45 },
            encoding: { x: across, y: up('y') },
          },
      ...(values.some(({ low, high }) => (high ?? 0) > (low ?? 0))
        ? [
            {
              mark: { type: 'area', opacity: 0.22 },
              encoding: { x: across, y: up('low'), y2: { field: 'high' }, color },
            },
          ]
        : []),
      {
        mark: { type: 'line', strokeWidth: 1.8 },
        encoding: { x: across, y: up('y'), color, strokeDash: { ...by(LINE_DASHES), legend } },
      },
      {
        mark: { type: 'point', filled: true, size: preset.font * 4, opacity: 1 },
        encoding: { x: across, y: up('y'), color, shape: { ...by(LINE_SHAPES), legend } },
      },
    ],
    config: configOf(preset),
  };
}

/** Thin upright lines, their names along them. */
function markLayers(marks: readonly Mark[], across: Readonly<Record<string, unknown>>, { font }: Preset) {
  const data = { values: marks };
  const text = { type: 'text', angle: 270, align: 'right', baseline: 'bottom', fontSize: font - 1, dy: -1 };
  return [
    { data, mark: { type: 'rule', color: '#999999', strokeDash: [2, 2] }, encoding: { x: across } },
    {
      data,
      mark: { ...text, color: '#555555' },
      encoding: { x: across, y: { value: font * 8 }, text: { field: 'label' } },
    },
  ];
}
