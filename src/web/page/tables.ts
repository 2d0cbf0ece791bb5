import type { ReportTable } from '../../report/report-table.ts';
import { TELLS_NOTHING } from '../../report/scenario-table.ts';
import type { Tables } from '../worker/messages.ts';
import { element } from './element.ts';

/** What can be done with a row: its policy is explained. */
export interface RowChoice {
  readonly explained: string;
  readonly explainable: readonly string[];
  explain(policy: string): void;
}

/** The tables of a run, with the expectations that failed. */
export function tablesView(
  { tables, failures, failed, expectations }: Tables,
  choice: RowChoice,
): HTMLElement[] {
  return [
    ...tables.map((table) => tableView(table, choice)),
    ...expectationsView(failures, failed, expectations),
  ];
}

function tableView(whole: ReportTable, choice: RowChoice): HTMLElement {
  const table = telling(whole);
  const heading = element('tr', {}, ...table.columns.map(headingCell));
  const rows = table.rows.map((row) => {
    const cells = row.map(({ text, best }, i) => bodyCell(table, text, best, i, choice));
    return element('tr', row[0]?.text === choice.explained ? { class: 'explained' } : {}, ...cells);
  });
  return element(
    'section',
    { class: 'table' },
    element('h2', {}, table.title),
    ...table.about.map((sentence) => element('p', { class: 'about' }, sentence)),
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': table.title },
      element('table', {}, element('thead', {}, heading), element('tbody', {}, ...rows)),
    ),
    ...table.notes.map((note) => element('p', { class: 'note' }, note)),
  );
}

/** A table without the columns that are the same in every row; where nothing else is left, all of it. */
function telling(table: ReportTable): ReportTable {
  const kept = table.columns.map(({ priority }) => priority < TELLS_NOTHING);
  const columns = table.columns.filter((_, i) => kept[i]);
  if (columns.length < 2) return table;
  return { ...table, columns, rows: table.rows.map((row) => row.filter((_, i) => kept[i])) };
}

function headingCell({ heading, align }: ReportTable['columns'][number]): HTMLElement {
  const lines = heading.flatMap((line, i) => (i === 0 ? [line] : [element('br'), line]));
  return element('th', { scope: 'col', class: align }, ...lines);
}

function bodyCell(
  { columns }: ReportTable,
  text: string,
  best: boolean,
  column: number,
  choice: RowChoice,
): HTMLElement {
  if (column === 0) return element('th', { scope: 'row' }, policyName(text, choice));
  const attributes = { class: columns[column]!.align };
  return best
    ? element('td', attributes, element('strong', { title: 'best of its column' }, text))
    : element('td', attributes, text);
}

/** A policy that can be explained is a button. */
function policyName(text: string, { explainable, explained, explain }: RowChoice): HTMLElement | string {
  if (!explainable.includes(text)) return text;
  const button = element(
    'button',
    { type: 'button', class: 'row', title: 'Why there?', 'aria-pressed': String(text === explained) },
    text,
  );
  button.addEventListener('click', () => explain(text));
  return button;
}

function expectationsView(failures: readonly string[], failed: number, expectations: number): HTMLElement[] {
  if (expectations === 0) return [];
  if (failed === 0) return [element('p', { class: 'note' }, `All ${expectations} expectations hold.`)];
  return [
    element(
      'section',
      { class: 'failures' },
      element('h2', {}, `Failed expectations: ${failed} of ${expectations}`),
      element('ul', {}, ...failures.slice(0, SHOWN).map((line) => element('li', {}, line))),
      ...(failed > SHOWN ? [element('p', { class: 'note' }, `and ${failed - SHOWN} more`)] : []),
    ),
  ];
}

/** Failed expectations that are shown one by one. */
const SHOWN = 20;
