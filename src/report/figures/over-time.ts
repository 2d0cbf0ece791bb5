import type { FragmentationSeries } from '../../metrics/fragmentation-over-time.ts';
import { joinAlike } from './alike.ts';
import { type Figure, rounded } from './figure.ts';
import { lineChart } from './line-chart.ts';
import { axisTitle, type Preset } from './preset.ts';
import { slug } from './slug.ts';

/** How much free space no 2M block fits in, call by call: a line a policy. The bound places nothing. */
export function overTimeFigure(
  scenario: string,
  point: string,
  seed: number | null,
  family: string,
  series: readonly FragmentationSeries[],
  preset: Preset,
): Figure | undefined {
  const groups = joinAlike(
    series.map(
      ({ policy, moments }) =>
        [
          policy,
          moments.flatMap(({ calls, unusable2m }) =>
            unusable2m === null ? [] : [{ x: calls, y: rounded(unusable2m) }],
          ),
        ] as const,
    ),
  ).filter(({ value }) => value.length > 1);
  if (groups.length === 0) return undefined;
  const cell = [point, seed === null ? '' : `seed ${seed}`].filter((part) => part !== '').join(', ');
  const subtitle = `free bytes in which no aligned 2M block fits, as a ratio of all free bytes of the window, as the calls go by${cell === '' ? '' : ` (${cell})`}; the bound, ideal, places nothing: 0`;
  return {
    name: `over-time-${family}-${slug(scenario)}`,
    title: scenario,
    caption: `${scenario}: ${subtitle}.`,
    scenarios: [scenario],
    spec: lineChart(
      {
        title: scenario,
        subtitle,
        groups,
        x: { title: 'calls', scale: { zero: true, nice: false }, axis: { grid: false, tickCount: 6 } },
        y: {
          title: axisTitle('unusable_2m', 'fragmentation'),
          scale: { zero: true },
          axis: { tickCount: 5 },
        },
        bound: 0,
      },
      preset,
    ),
  };
}
