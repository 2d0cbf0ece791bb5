import { familiesOf } from '../figures/figure.ts';
import { MAP_STYLES, patterns } from '../map/svg-style.ts';
import { totalsOf } from '../totals.ts';
import { totalsTable } from '../totals-table.ts';
import { details, inlineSvg, tag, text } from './element.ts';
import type { ReportFigure, ReportInput } from './input.ts';
import { LIMITS } from './limits.ts';
import { summaryOfRows } from './rows-summary.ts';
import { scenarioSection } from './scenario.ts';
import { SCRIPT } from './script.ts';
import { seedsTable } from './seeds.ts';
import { STYLE } from './style.ts';
import { plainTable, sortable } from './table.ts';

/**
 * A run as one HTML document that needs nothing else: no network, no other file. Its Content-Security-Policy allows
 * its own script and style by their hashes and forbids the rest.
 * @param sha256 - base64 of a text's SHA-256.
 */
export function reportPage(input: ReportInput, sha256: (text: string) => string): string {
  const policy = `default-src 'none'; script-src 'sha256-${sha256(SCRIPT)}'; style-src 'sha256-${sha256(STYLE)}'; base-uri 'none'; form-action 'none'`;
  const { results } = input;
  const title = `policy-lab: ${results.scenarios.length} scenarios, ${results.policies.length} policies`;
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    tag('title', {}, text(title)),
    `\n<style>${STYLE}</style>\n</head>\n<body>\n`,
    tag('a', { class: 'skip', href: '#scenarios' }, 'to the scenarios'),
    `<svg class="defs" width="0" height="0" aria-hidden="true">${patterns(MAP_STYLES.page)}</svg>`,
    tag('main', {}, heading(input, title), navigation(), ...sections(input)),
    `\n<script>${SCRIPT}</script>\n</body>\n</html>\n`,
  ].join('');
}

function heading({ results, tool, notes }: ReportInput, title: string): string {
  const statuses = new Map<string, number>();
  for (const { status } of results.coverage)
    statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
  const counts = [...statuses].sort().map(([status, count]) => `${count} ${status}`);
  return tag(
    'header',
    {},
    tag('h1', {}, text(title)),
    tag('p', { class: 'about' }, text(`${tool}; ${results.coverage.length} cells: ${counts.join(', ')}.`)),
    ...notes.map((note) => tag('p', { class: 'note' }, text(note))),
  );
}

const PARTS = ['summary', 'scenarios', 'figures', 'statistics', 'limits', 'manifest'] as const;

function navigation(): string {
  return tag(
    'nav',
    { 'aria-label': 'parts of the report' },
    ...PARTS.map((part) => tag('a', { href: `#${part}` }, part)),
    tag(
      'label',
      {},
      'find ',
      tag('input', { type: 'search', id: 'search', placeholder: 'words of a scenario’s name' }),
    ),
    tag('output', { id: 'found', class: 'note' }),
  );
}

function part(id: (typeof PARTS)[number], ...children: readonly string[]): string {
  return tag('section', { id }, tag('h2', {}, id[0]!.toUpperCase() + id.slice(1)), ...children);
}

function sections(input: ReportInput): readonly string[] {
  return [
    summaryPart(input),
    scenariosPart(input),
    figuresPart(input),
    statisticsPart(input),
    part('limits', ...limits()),
    manifestPart(input),
  ];
}

function summaryPart({ results, needs }: ReportInput): string {
  const summary = summaryOfRows(results, needs);
  return part('summary', plainTable(totalsTable(totalsOf(summary), results.scenarios.length)));
}

function scenariosPart({ results, replayed }: ReportInput): string {
  const order = new Map(results.scenarios.map(({ name }, index) => [name, index]));
  const contents = familiesOf(results).map(({ name, scenarios }) =>
    tag(
      'ul',
      { 'aria-label': name },
      ...scenarios.map((scenario) =>
        tag(
          'li',
          { 'data-name': `${scenario} ${name}`.toLowerCase() },
          tag('a', { href: `#scenario-${order.get(scenario)}` }, text(scenario)),
        ),
      ),
    ),
  );
  const boxes = results.policies.map((policy) =>
    tag('label', {}, tag('input', { type: 'checkbox', checked: true, value: policy }), ' ', text(policy)),
  );
  const button = (id: string, words: string) => tag('button', { type: 'button', id }, words);
  return part(
    'scenarios',
    details('Contents', tag('div', { id: 'contents' }, ...contents)),
    tag(
      'fieldset',
      { id: 'policies' },
      tag('legend', {}, 'Policies shown'),
      ...boxes,
      button('all-policies', 'all'),
      button('no-policies', 'only linux and ideal'),
    ),
    ...results.scenarios.map((scenario, index) =>
      scenarioSection(results, scenario, index, replayed.get(scenario.name)),
    ),
  );
}

function figuresPart({ figures }: ReportInput): string {
  const shown = (figure: ReportFigure, index: number) =>
    details(
      `${figure.name}: ${figure.title}`,
      tag('figure', {}, inlineSvg(figure.svg, `f${index}-`), tag('figcaption', {}, text(figure.caption))),
      index === 0,
    );
  if (figures.length === 0) return part('figures', tag('p', {}, 'There are none.'));
  return part('figures', ...figures.map(shown));
}

function statisticsPart({ results, tables }: ReportInput): string {
  const others = [...tables].map(([name, [head = [], ...rows]]) =>
    details(
      name,
      sortable(
        head.map((words, i) => ({
          text: words,
          numeric: rows.every((row) => !Number.isNaN(Number(row[i]))),
        })),
        rows.map((row) => ({
          policy: row[head.indexOf('policy')] ?? '',
          fields: row.map((words) => ({ text: words })),
        })),
      ),
    ),
  );
  return part('statistics', ...(others.length > 0 ? others : [seedsTable(results)]));
}

function limits(): readonly string[] {
  return [tag('ul', {}, ...LIMITS.map((limit) => tag('li', {}, text(limit))))];
}

function manifestPart({ settled, inputs, outputs }: ReportInput): string {
  const files = (list: ReportInput['inputs']) =>
    sortable(
      [{ text: 'file' }, { text: 'SHA-256' }],
      list.map(({ path, sha256 }) => ({ policy: '', fields: [{ text: path }, { text: sha256 }] })),
    );
  const options = sortable(
    [{ text: 'policy' }, { text: 'options' }],
    settled.map(({ label, options: set }) => ({
      policy: label,
      fields: [
        { text: label },
        {
          text:
            Object.entries(set)
              .map(([name, value]) => `${name}=${value}`)
              .join(' ') || '-',
        },
      ],
    })),
  );
  return part(
    'manifest',
    tag('h3', {}, 'Policies'),
    options,
    tag('h3', {}, 'Inputs'),
    files(inputs),
    tag('h3', {}, 'Outputs'),
    files(outputs),
  );
}
