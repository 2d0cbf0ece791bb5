import { visible } from '../../language/render/visible.ts';
import { LEAF_KINDS } from '../../machine/architectures.ts';
import { LEAF_FILL } from '../map/svg-style.ts';
import { type Family, type Figure, policiesIn, type ResultRows, rounded, rowsOf } from './figure.ts';
import { leafBytesOf } from './leaf-bytes.ts';
import { type Preset, panelWidth } from './preset.ts';
import { panelName, smallMultiples } from './small-multiples.ts';

/** Names of leaf sizes, as the stacks have them. */
const NAMES = { pte: 'PTE', contpte: 'contPTE', pmd: 'PMD', contpmd: 'contPMD', pud: 'PUD' } as const;

/** Which share of a scenario's bytes lies under leaves of each size: a stacked bar a policy, a panel a scenario. */
export function coverageFigure(results: ResultRows, family: Family, preset: Preset): Figure | undefined {
  const rows = family.scenarios.flatMap((scenario) => rowsOf(results.coverage, scenario));
  const policies = policiesIn(results, rows).map(visible);
  const width = panelWidth(preset, Math.max(...policies.map(({ length }) => length)));
  const values = family.scenarios.flatMap((scenario) => {
    const panel = panelName(scenario, width, preset);
    return sharesOf(results, scenario).map((share) => ({ panel, ...share }));
  });
  if (values.length === 0) return undefined;
  const kinds = LEAF_KINDS.filter((kind) => values.some(({ leaf }) => leaf === NAMES[kind]));
  const title = `Coverage by leaf size: ${family.name}`;
  const subtitle =
    'share of the bytes mapped under leaves of each size; mean over sweep points and seeds; ideal is the bound';
  return {
    name: `coverage-${family.name}`,
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
          mark: { type: 'bar', stroke: '#333333', strokeWidth: 0.3 },
          encoding: {
            y: {
              field: 'policy',
              type: 'nominal',
              sort: policies,
              title: null,
              axis: { labelLimit: 0, ticks: false, domain: false },
            },
            x: {
              field: 'share',
              type: 'quantitative',
              stack: 'zero',
              scale: { domain: [0, 1] },
              title: null,
              axis: { tickCount: 5, format: '.0%' },
            },
            color: {
              field: 'leaf',
              type: 'nominal',
              scale: {
                domain: kinds.map((kind) => NAMES[kind]),
                range: kinds.map((kind) => LEAF_FILL[kind]),
              },
              legend: { orient: 'top', title: 'leaf', titleOrient: 'left' },
            },
            order: { field: 'order', type: 'quantitative' },
          },
        },
      },
      preset,
    ),
  };
}

/** Mean shares of the leaf sizes, a row each; the largest leaf first in the stack. */
function sharesOf(results: ResultRows, scenario: string) {
  const rows = rowsOf(results.coverage, scenario);
  return policiesIn(results, rows).flatMap((policy) => {
    const own = rows.filter((row) => row.policy === policy).flatMap((row) => leafBytesOf(row) ?? []);
    return [...LEAF_KINDS].reverse().flatMap((kind, order) => {
      const shares = own.map((bytes) => bytes[kind] / LEAF_KINDS.reduce((sum, each) => sum + bytes[each], 0));
      const share = shares.reduce((sum, value) => sum + value, 0) / own.length;
      return share > 0 ? [{ policy: visible(policy), leaf: NAMES[kind], order, share: rounded(share) }] : [];
    });
  });
}
