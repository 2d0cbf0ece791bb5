import { sizeText } from '../../machine/bytes.ts';
import { joinAlike } from './alike.ts';
import { type Family, type Figure, policiesIn, type ResultRows, rounded, rowsOf } from './figure.ts';
import { axisTitle, type Preset, panelWidth } from './preset.ts';
import { panelName, smallMultiples } from './small-multiples.ts';

/** Fewer gaps than this say nothing as a histogram. */
const LEAST_GAPS = 10;

/** How many gaps of each size are left: policies down, sizes across, the darker the more. */
export function gapsFigure(results: ResultRows, family: Family, preset: Preset): Figure | undefined {
  const shown = family.scenarios
    .map((scenario) => ({ scenario, groups: groupsOf(results, scenario) }))
    .filter(({ groups }) =>
      groups.some(({ value }) => value.reduce((sum, { gaps }) => sum + gaps, 0) >= LEAST_GAPS),
    );
  if (shown.length === 0) return undefined;
  const labels = shown.flatMap(({ groups }) => groups.map(({ label }) => label.length));
  const single = { ...preset, columns: preset.width > 900 ? 2 : 1 };
  const width = panelWidth(single, Math.max(...labels));
  const values = shown.flatMap(({ scenario, groups }) => {
    const panel = panelName(scenario, width, preset);
    return groups.flatMap(({ label, value }, row) =>
      value.map(({ order, gaps }) => ({
        panel,
        row,
        policy: label,
        size: sizeText(2 ** order),
        order,
        gaps,
      })),
    );
  });
  const orders = [...new Set(values.map(({ order }) => order))].sort((a, b) => a - b);
  const sizes = Array.from({ length: orders.at(-1)! - orders[0]! + 1 }, (_, i) =>
    sizeText(2 ** (orders[0]! + i)),
  );
  const title = `Gaps by size: ${family.name}`;
  const subtitle =
    'gaps between VMAs at the end, by size from this power of two up to the next; mean over sweep points and seeds; policies that agree share a row; ideal places nothing and leaves none';
  return {
    name: `gaps-${family.name}`,
    title,
    caption: `${subtitle}.`,
    scenarios: shown.map(({ scenario }) => scenario),
    spec: smallMultiples(
      {
        title,
        subtitle,
        values,
        panels: shown.map(({ scenario }) => panelName(scenario, width, preset)),
        panelWidth: width,
        spec: {
          width,
          height: { step: preset.font + 4 },
          mark: { type: 'rect', stroke: '#ffffff', strokeWidth: 0.5 },
          encoding: {
            x: {
              field: 'size',
              type: 'ordinal',
              scale: { domain: sizes },
              title: 'size of the gap (bytes)',
              axis: {
                labelAngle: 0,
                labelOverlap: 'parity',
                labelSeparation: 4,
                ticks: false,
                domain: false,
              },
            },
            y: {
              field: 'policy',
              type: 'nominal',
              sort: { field: 'row', op: 'min' },
              title: null,
              axis: { labelLimit: 0, ticks: false, domain: false },
            },
            color: {
              field: 'gaps',
              type: 'quantitative',
              scale: { type: 'log', range: ['#cfe3f1', '#08306b'] },
              legend: {
                orient: 'top',
                title: axisTitle('gaps', 'fragmentation'),
                titleOrient: 'left',
                gradientLength: 140,
                tickCount: 4,
                format: '~s',
              },
            },
          },
        },
        independent: { y: 'independent' },
      },
      single,
    ),
  };
}

function groupsOf(results: ResultRows, scenario: string) {
  const rows = rowsOf(results.fragmentation, scenario);
  const policies = policiesIn(results, rows).filter((policy) => policy !== 'ideal');
  return joinAlike(
    policies.map((policy) => [policy, histogramOf(rows.filter((row) => row.policy === policy))] as const),
    2,
  ).filter(({ value }) => value.length > 0);
}

/** Mean number of gaps by floor(log2(bytes)), as the column gap_histogram has them. */
function histogramOf(rows: readonly Readonly<Record<string, unknown>>[]) {
  const sums = new Map<number, number>();
  for (const { gap_histogram: text } of rows) {
    for (const bin of String(text ?? '')
      .split(' ')
      .filter(Boolean)) {
      const [order = 0, count = 0] = bin.split(':').map(Number);
      sums.set(order, (sums.get(order) ?? 0) + count);
    }
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([order, sum]) => ({ order, gaps: rounded(sum / rows.length) }));
}
