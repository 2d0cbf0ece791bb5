import type { Row } from '../../metrics/results.ts';
import { joinAlike } from './alike.ts';
import { type Figure, meanOf, policiesIn, type ResultRows, rounded, rowsOf } from './figure.ts';
import { type Interval, shareInterval } from './interval.ts';
import { type LinePlace, lineChart } from './line-chart.ts';
import { axisTitle, type Preset, SIZE_LABEL } from './preset.ts';
import { slug } from './slug.ts';

/** Share of ideal against the one number that a scenario sweeps, with ribbons where seeds differ. */
export function sweepFigure(
  results: ResultRows,
  family: string,
  scenario: string,
  preset: Preset,
): Figure | undefined {
  const points = results.scenarios.find(({ name }) => name === scenario)?.points ?? [];
  const swept = sweptNumber(points);
  if (swept === undefined) return undefined;
  const rows = rowsOf(results.coverage, scenario);
  const groups = joinAlike(
    policiesIn(results, rows)
      .filter((policy) => policy !== 'ideal')
      .map(
        (policy) =>
          [
            policy,
            placesOf(
              rows.filter((row) => row.policy === policy),
              swept,
              (point, shares) => shareInterval(results.statistics, { scenario, point, policy }, shares),
            ),
          ] as const,
      )
      .filter(([, places]) => places.length > 1),
  );
  if (groups.length === 0) return undefined;
  const xs = [...new Set(groups.flatMap(({ value }) => value.map(({ x }) => x)))].sort((a, b) => a - b);
  const log = xs.length > 2 && xs[0]! > 0 && xs.at(-1)! / xs[0]! >= 50;
  const seeds = results.scenarios.find(({ name }) => name === scenario)?.seeds.length ?? 0;
  const subtitle = `share of ideal${seeds > 1 ? `, mean of ${seeds} seeds with 95 % ribbons` : ''}; ideal is the line at 1; policies that agree share a line`;
  return {
    name: `sweep-${family}-${slug(scenario)}`,
    title: scenario,
    caption: `${scenario}: ${subtitle}.`,
    scenarios: [scenario],
    spec: lineChart(
      {
        title: scenario,
        subtitle,
        groups,
        x: {
          title: swept.bytes ? `${swept.name} (bytes)` : swept.name,
          scale: log ? { type: 'log', base: 2, nice: false } : { zero: false, nice: false, padding: 8 },
          axis: {
            values: xs,
            grid: false,
            labelOverlap: true,
            ...(swept.bytes ? { labelExpr: SIZE_LABEL } : {}),
          },
        },
        y: {
          title: axisTitle('share_of_ideal', 'coverage'),
          scale: { domain: [0, 1.02], nice: false },
          axis: { tickCount: 5 },
        },
        bound: 1,
      },
      preset,
    ),
  };
}

interface Swept {
  readonly name: string;
  readonly bytes: boolean;
  readonly valueAt: ReadonlyMap<string, number>;
}

/** The one thing that is swept, where it is a number. */
function sweptNumber(points: readonly string[]): Swept | undefined {
  if (points.length < 2) return undefined;
  const pairs = points.map((point) => point.split('='));
  const [name] = pairs[0]!;
  const values = pairs.map(([, text = '']) => numberOf(text));
  if (points.some((point) => point.includes(';')) || values.some((value) => value === undefined))
    return undefined;
  return {
    name: name!,
    bytes: pairs.some(([, text = '']) => /[KMGT]$/.test(text)),
    valueAt: new Map(points.map((point, i) => [point, values[i]!])),
  };
}

function numberOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([KMGT]?)$/.exec(text);
  return match ? Number(match[1]) * 1024 ** ' KMGT'.indexOf(match[2] || ' ') : undefined;
}

function placesOf(
  rows: readonly Row[],
  { valueAt }: Swept,
  intervalOf: (point: string, shares: readonly number[]) => Interval,
): LinePlace[] {
  return [...valueAt].flatMap(([point, x]) => {
    const values = rows
      .filter((row) => row.point === point)
      .flatMap((row) => (typeof row.share_of_ideal === 'number' ? [row.share_of_ideal] : []));
    const share = meanOf(values);
    if (share === null) return [];
    const { low, high } = intervalOf(point, values);
    return [{ x, y: rounded(share), low: rounded(low), high: rounded(high) }];
  });
}
