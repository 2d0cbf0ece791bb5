import { stringify } from 'csv-stringify/sync';
import { fieldOf } from './csv-field.ts';
import type { Information } from './information.ts';
import { informationTables } from './information-table.ts';
import { JSON_VERSION } from './json.ts';
import { markdownOf } from './markdown.ts';
import { type TextStyle, textTable } from './text.ts';

/** What the information table is written as. `text` is made for a mail. */
export const INFORMATION_FORMATS = ['table', 'text', 'markdown', 'csv', 'json'] as const;

/** One of {@link INFORMATION_FORMATS}. */
export type InformationFormat = (typeof INFORMATION_FORMATS)[number];

const COLUMNS = [
  'family',
  'policy',
  'is_told',
  'told_by',
  'scenarios',
  'at_bound',
  'better',
  'worse',
  'share_of_ideal',
  'smallest',
];

/** The information table for a reader or a program; ends with a line feed. `style` is used by `table` only. */
export function informationReport(
  information: Information,
  format: InformationFormat,
  style: TextStyle,
): string {
  if (format === 'json') return `${JSON.stringify({ version: JSON_VERSION, ...information }, null, 2)}\n`;
  if (format === 'csv') return csv(information);
  const tables = informationTables(information);
  if (format === 'markdown') return `${tables.map(markdownOf).join('\n\n')}\n`;
  const shown = format === 'text' ? { width: 72, colour: false } : style;
  return `${tables.map((table) => textTable(table, shown)).join('\n\n')}\n`;
}

/** A record for each policy in each family; facts are separated by blanks; `smallest` is 1 where no less suffices. */
function csv({ families }: Information): string {
  const records = families.flatMap(({ file, scenarios, policies, smallest }) => {
    const least = new Set(smallest.flatMap((set) => set.policies));
    return policies.map(({ label, needs, toldBy, atBound, better, worse, share }) => [
      ...[file, label, needs.join(' '), toldBy].map((text) => fieldOf(text, 'text')),
      ...[scenarios, atBound, better, worse],
      fieldOf(share, 'ratio'),
      least.has(label) ? 1 : 0,
    ]);
  });
  return stringify(records, { header: true, columns: COLUMNS, record_delimiter: 'windows' });
}
