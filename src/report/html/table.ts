import type { ReportTable } from '../report-table.ts';
import { tag, text } from './element.ts';

/** A heading of a table that sorts. */
export interface Heading {
  readonly text: string;
  /** Shown when the pointer rests on it. */
  readonly hint?: string;
  readonly numeric?: boolean;
}

/** A field; `value` is what it sorts by where that is no text. */
export interface Field {
  readonly text: string;
  readonly value?: number;
  readonly best?: boolean;
}

/** A table that a reader can sort by every column and that wears its policy on every row, for the filter. */
export function sortable(
  headings: readonly Heading[],
  rows: readonly { readonly policy: string; readonly fields: readonly Field[] }[],
): string {
  const head = headings.map(({ text: words, hint, numeric }) =>
    tag(
      'th',
      { scope: 'col', class: numeric ? 'n' : undefined, title: hint },
      tag('button', { type: 'button' }, text(words)),
    ),
  );
  const body = rows.map(({ policy, fields }) => tag('tr', { 'data-p': policy }, ...fields.map(fieldOf)));
  return tag(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'table' },
    tag(
      'table',
      { class: `sortable from${numbersFrom(headings)}` },
      tag('thead', {}, tag('tr', {}, ...head)),
      tag('tbody', {}, ...body),
    ),
  );
}

/** The first of the columns of numbers, which all come last; counted from 1. */
function numbersFrom(headings: readonly Heading[]): number {
  const first = headings.findIndex(({ numeric }) => numeric);
  return (first < 0 ? headings.length : first) + 1;
}

/** What a field sorts by is written only where its text does not say it; seven digits are more than a reader sees. */
function fieldOf({ text: words, value, best }: Field): string {
  const said = value === undefined || Number(words.replaceAll(',', '')) === value;
  return tag(
    'td',
    { class: best ? 'best' : undefined, 'data-v': said ? undefined : String(Number(value.toPrecision(7))) },
    text(words),
  );
}

/** A table for readers as the terminal has it. */
export function plainTable({ about, columns, rows, notes }: ReportTable): string {
  const numeric = columns.map(({ align }) => align === 'right');
  const headings = columns.map(({ heading }, i) => ({ text: heading.join(' '), numeric: numeric[i]! }));
  const fields = rows.map((row) => ({
    policy: row[0]!.text,
    fields: row.map(({ text: words, best }, i) => {
      const value = Number(words.replaceAll(',', ''));
      return { text: words, best, ...(numeric[i] && !Number.isNaN(value) ? { value } : {}) };
    }),
  }));
  return [
    ...about.map((sentence) => tag('p', {}, text(sentence))),
    sortable(headings, fields),
    ...notes.map((note) => tag('p', { class: 'note' }, text(note))),
  ].join('');
}
