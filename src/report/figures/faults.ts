import { visible } from '../../language/render/visible.ts';
import { type Family, type Figure, meanOf, policiesIn, type ResultRows, rounded, rowsOf } from './figure.ts';
import { axisTitle, BOUND_COLOUR, type Preset, panelWidth } from './preset.ts';
import { panelName, smallMultiples } from './small-multiples.ts';

/** The bound's row, which becomes a line through the panel. */
const BOUND = 'ideal';

/** Faults to populate everything once, on a log axis: a point a policy, a panel a scenario, the bound a line. */
export function faultsFigure(results: ResultRows, family: Family, preset: Preset): Figure | undefined {
  const rows = family.scenarios.flatMap((scenario) => rowsOf(results.coverage, scenario));
  const policies = policiesIn(results, rows).map(visible);
  const width = panelWidth(preset, Math.max(...policies.map(({ length }) => length)));
  const values = family.scenarios.flatMap((scenario) => {
    const panel = panelName(scenario, width, preset);
    return faultsOf(results, scenario).map((row) => ({ panel, ...row }));
  });
  const most = Math.max(...values.map(({ faults }) => faults));
  if (!(most > 0)) return undefined;
  const title = `Faults: ${family.name}`;
  const subtitle =
    'page faults to populate every named mapping once, log axis (0 at its left end); mean over sweep points and seeds; the line is ideal';
  const ticks = [0, 1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10].filter((tick) => tick <= most * 10);
  const x = {
    field: 'faults',
    type: 'quantitative',
    scale: { type: 'symlog', constant: 1, domain: [0, ticks.at(-1)], nice: false },
    title: axisTitle('faults', 'coverage'),
    axis: { values: ticks, labelExpr: "format(datum.value, '~s')", labelOverlap: true },
  };
  return {
    name: `faults-${family.name}`,
    title,
    caption: `${subtitle}.`,
    scenarios: family.scenarios,
    spec: smallMultiples(
      {
        title,
        subtitle,
        values,
        panels: family.scenarios.map((scenario) => panelName(scenario, width, preset)),
        panelWidth: width,
        spec: {
          width,
          height: { step: preset.font + 1.5 },
          layer: [
            {
              transform: [{ filter: `datum.policy === '${BOUND}'` }],
              mark: { type: 'rule', color: BOUND_COLOUR, strokeWidth: 1.5 },
              encoding: { x },
            },
            {
              mark: { type: 'point', filled: true, size: preset.font * 4, opacity: 1 },
              encoding: {
                x,
                y: {
                  field: 'policy',
                  type: 'nominal',
                  sort: policies,
                  title: null,
                  axis: { labelLimit: 0, ticks: false, grid: true },
                },
                color: {
                  condition: { test: `datum.policy === '${BOUND}'`, value: BOUND_COLOUR },
                  value: '#0072b2',
                },
                shape: {
                  condition: { test: `datum.policy === '${BOUND}'`, value: 'diamond' },
                  value: 'circle',
                },
              },
            },
          ],
        },
      },
      preset,
    ),
  };
}

function faultsOf(results: ResultRows, scenario: string) {
  const rows = rowsOf(results.coverage, scenario);
  return policiesIn(results, rows).flatMap((policy) => {
    const faults = meanOf(rows.filter((row) => row.policy === policy).map((row) => row.faults));
    return faults === null ? [] : [{ policy: visible(policy), faults: rounded(faults) }];
  });
}
