import { columnNamed, type Table } from '../../metrics/catalogue.ts';
import type { Row } from '../../metrics/results.ts';
import { explainLines } from '../explain-text.ts';
import { meanOf, policiesIn, type ResultRows } from '../figures/figure.ts';
import { humanText } from '../human-text.ts';
import { leavesText } from '../leaves-text.ts';
import { mapSvg } from '../map/svg.ts';
import { MAP_STYLES } from '../map/svg-style.ts';
import { mapTitle } from '../map/words.ts';
import { details, tag, text } from './element.ts';
import type { ReplayedScenario } from './input.ts';
import { type Field, sortable } from './table.ts';

/** The figures of the table of a scenario. */
const SHOWN: readonly (readonly [Table, string])[] = [
  ['coverage', 'share_of_ideal'],
  ['coverage', 'coverage_2m_or_more'],
  ['coverage', 'faults'],
  ['coverage', 'fallbacks_pmd'],
  ['coverage', 'fallbacks_pud'],
  ['coverage', 'tlb_entries'],
  ['coverage', 'page_table_bytes'],
  ['coverage', 'type1_lookups'],
  ['coverage', 'aslr_bits'],
  ['fragmentation', 'bytes_lost_to_alignment'],
  ['fragmentation', 'vmas'],
  ['fragmentation', 'unusable_2m'],
  ['fragmentation', 'unusable_1g'],
  ['fragmentation', 'failed'],
  ['fragmentation', 'system_calls'],
];

/** One scenario: where it comes from, its table, its map, why the policies did what they did. */
export function scenarioSection(
  results: ResultRows,
  scenario: ResultRows['scenarios'][number],
  index: number,
  replayed: ReplayedScenario | undefined,
): string {
  const { name, file, points, seeds } = scenario;
  const about = [
    file,
    points.length > 1 ? `${points.length} points` : '',
    seeds.length > 1 ? `means of ${seeds.length} seeds` : '',
  ];
  return tag(
    'section',
    { class: 'scenario', id: `scenario-${index}`, 'data-name': `${name} ${file}`.toLowerCase() },
    tag('h3', {}, text(name)),
    tag('p', { class: 'about' }, text(about.filter(Boolean).join(' · '))),
    ...(replayed && replayed.comment !== ''
      ? [tag('p', {}, text(replayed.comment.replace(/\s+/g, ' ')))]
      : []),
    details('Table', tableOf(results, name), true),
    ...(replayed?.map ? [details('Map', mapOf(replayed), false, 'has-map')] : []),
    ...(replayed && replayed.explanations.length > 0
      ? [details(`Why ${replayed.mapping} is there`, whyOf(replayed))]
      : []),
  );
}

function tableOf(results: ResultRows, scenario: string): string {
  const coverage = results.coverage.filter((row) => row.scenario === scenario);
  const fragmentation = results.fragmentation.filter((row) => row.scenario === scenario);
  const of = { coverage, fragmentation, placements: [] as readonly Row[] };
  const columns = SHOWN.filter(([table, name]) =>
    of[table].some((row) => row[name] !== null && row[name] !== undefined),
  );
  const swept = coverage.some(({ point }) => point !== '');
  const points = [...new Set(coverage.map(({ point }) => String(point)))];
  const rows = points.flatMap((point) =>
    policiesIn(results, coverage).flatMap((policy) => {
      const mine = (row: Row) => row.policy === policy && row.point === point;
      const own = { coverage: coverage.filter(mine), fragmentation: fragmentation.filter(mine) };
      if (own.coverage.length === 0) return [];
      const statuses = [...new Set(own.coverage.map(({ status }) => String(status)))].join(', ');
      const figures = columns.map(([table, name]): Field => {
        const value = meanOf(own[table as 'coverage' | 'fragmentation'].map((row) => row[name]));
        return { text: humanText(columnNamed(name, table)!, value), ...(value === null ? {} : { value }) };
      });
      const leaves = leavesText((name) => meanOf(own.coverage.map((row) => row[name])) ?? undefined);
      const lead: Field[] = [
        ...(swept ? [{ text: point }] : []),
        { text: policy },
        { text: statuses },
        { text: leaves },
      ];
      return [{ policy, fields: [...lead, ...figures] }];
    }),
  );
  const headings = [
    ...(swept ? [{ text: 'point' }] : []),
    { text: 'policy' },
    { text: 'status' },
    { text: 'leaves' },
    ...columns.map(([table, name]) => {
      const { heading, meaning, unit } = columnNamed(name, table)!;
      return { text: heading, hint: `${name}${unit === '' ? '' : ` (${unit})`}: ${meaning}`, numeric: true };
    }),
  ];
  return sortable(headings, rows);
}

function mapOf({ map }: ReplayedScenario): string {
  const svg = mapSvg(map!, { style: MAP_STYLES.page, patterns: false });
  const button = (does: string, label: string, sign: string) =>
    tag('button', { type: 'button', 'data-zoom': does, 'aria-label': label }, sign);
  return tag(
    'div',
    { class: 'map' },
    tag(
      'p',
      { class: 'tools' },
      button('in', 'zoom in', '+'),
      button('out', 'zoom out', '−'),
      button('all', 'show all', 'all'),
      tag('span', { class: 'note' }, 'Ctrl and wheel or + and − zoom; drag or arrow keys move; 0 shows all.'),
    ),
    tag(
      'div',
      { class: 'canvas', tabindex: '0', role: 'group', 'aria-label': `map of ${mapTitle(map!)}` },
      svg,
    ),
    tag('p', { class: 'hover', 'aria-live': 'polite' }),
  );
}

/** Policies that did the same share one trace. */
function whyOf({ explanations }: ReplayedScenario): string {
  const traces = new Map<string, string[]>();
  for (const explanation of explanations) {
    const [first = '', ...rest] = explainLines(explanation);
    const label = explanation.policy.label;
    const trace = [first.replace(`${label}: `, ''), ...rest].join('\n');
    traces.set(trace, [...(traces.get(trace) ?? []), label]);
  }
  return [...traces]
    .map(([trace, labels]) => tag('pre', {}, tag('b', {}, text(labels.join(', '))), text(`: ${trace}`)))
    .join('');
}
