import { markdownTable } from 'markdown-table';
import { CATALOGUE, type Column } from '../metrics/catalogue.ts';
import { STATISTICS } from '../metrics/statistics/columns.ts';
import { markdownEscape } from './escape.ts';

const INTRODUCTION = `# Data dictionary

What every column of \`placements.csv\`, \`coverage.csv\`, \`fragmentation.csv\` and \`statistics.csv\` means. Columns of
\`all\` files are in each, but that \`statistics.csv\` has no \`seed\` and no \`status\`. The files follow RFC 4180
(UTF-8, a header, CRLF). Sizes are bytes, addresses hexadecimal with \`0x\`; an empty field means that the value does
not exist. A text that begins with \`=\`, \`+\`, \`-\`, \`@\`, a tab or a carriage return has an apostrophe before it, so that no
spreadsheet runs it (where apostrophes and then such a character are its own, one more). \`better\` says which way a reader should be glad of, \`seeds\` how the values of several seeds become one.
`;

/** `dictionary.md`: every column of the CSV files with its file, unit, direction and meaning, from the catalogue. */
export function dictionary(): string {
  const table = markdownTable([
    ['column', 'file', 'type', 'unit', 'better', 'seeds', 'meaning'],
    ...[...CATALOGUE, ...STATISTICS.filter(({ tables }) => tables.length === 1)].map(line),
  ]);
  return `${INTRODUCTION}\n${table}\n`;
}

function line(column: Column): string[] {
  const { name, tables, type, unit, better, across, meaning } = column;
  const file = tables.length === 3 ? 'all' : tables.join(', ');
  const glad = better === 'neither' ? '' : better;
  return [`\`${name}\``, file, type, unit, glad, across?.by ?? '', markdownEscape(meaning)];
}
