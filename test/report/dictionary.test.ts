import { expect, it } from 'vitest';
import { CATALOGUE } from '../../src/metrics/catalogue.ts';
import { STATISTICS } from '../../src/metrics/statistics/columns.ts';
import { dictionary } from '../../src/report/dictionary.ts';

it('has one line for every column of the catalogue, with unit, direction and meaning', () => {
  const lines = dictionary()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const own = STATISTICS.filter(({ tables }) => tables.length === 1);
  expect(lines).toHaveLength(CATALOGUE.length + own.length);
  const line = lines.find((each) => each.startsWith('| `largest_gap`'))!;
  expect(line.split('|').map((part) => part.trim())).toEqual([
    '',
    '`largest_gap`',
    'fragmentation',
    'integer',
    'bytes',
    'higher',
    'median',
    'Bytes of the largest gap inside the window.',
    '',
  ]);
});
