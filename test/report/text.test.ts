import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { plain, type ReportTable } from '../../src/report/report-table.ts';
import { textTable, wrapText } from '../../src/report/text.ts';

const column = (heading: string, priority: number, align: 'left' | 'right' = 'right') => ({
  heading: [heading],
  align,
  priority,
});

const table: ReportTable = {
  title: 'a scenario',
  about: [],
  columns: [column('policy', 0, 'left'), column('faults', 1), column('tables', 5), column('lost', 3)],
  rows: [
    [plain('linux'), plain('524,288'), plain('4100K'), plain('0')],
    [plain('max-order(greedy=on)'), { text: '2', best: true }, plain('8K'), plain('896M')],
  ],
  notes: [],
  overflow: 'drop',
};

/** The table's lines below the title. */
const lines = (width: number, more: Partial<ReportTable> = {}, colour = false) =>
  textTable({ ...table, ...more }, { width, colour })
    .split('\n')
    .slice(1);

describe('a table that fits', () => {
  it('is whole, with numbers to the right and marks in a column of their own', () => {
    expect(lines(80)).toEqual([
      'policy                  faults  tables  lost',
      '--------------------------------------------',
      'linux                 524,288    4100K     0',
      'max-order(greedy=on)        2*      8K  896M',
    ]);
  });

  it('marks by colour instead, where there is colour', () => {
    const [, , , last] = lines(80, {}, true);
    expect(last).toContain('\u001b[1;32m2\u001b[0m');
    expect(last).not.toContain('*');
  });
});

describe('a table that is too wide', () => {
  it('splits long labels before it gives up a column that matters', () => {
    expect(lines(42)).toEqual([
      'policy          faults  tables  lost',
      '------------------------------------',
      'linux         524,288    4100K     0',
      'max-order           2*      8K  896M',
      ' (greedy=on)',
    ]);
  });

  it('gives up columns by priority, never the first', () => {
    expect(lines(30)[0]).toBe('policy          faults  lost');
    expect(lines(24)[0]).toBe('policy          faults');
    expect(lines(12)[0]).toBe('policy');
  });

  it('continues a sweep below, with the policies again', () => {
    const rest = lines(26, { overflow: 'wrap' });
    expect(rest[0]).toBe('policy          faults');
    expect(rest.slice(5, 8)).toEqual(['', 'policy        tables  lost', '--------------------------']);
  });

  it('breaks long text inside a column that must stay', () => {
    const long = { columns: [column('policy', 0, 'left'), column('leaves', 0, 'left')] };
    const rows = [[plain('linux'), plain('54 PUD + 975 PMD + 12 PTE')]];
    expect(lines(24, { ...long, rows })).toEqual([
      'policy  leaves',
      '------------------------',
      'linux   54 PUD + 975 PMD',
      '        + 12 PTE',
    ]);
  });
});

it('never writes a line that is longer than it may be', () => {
  for (let width = 40; width <= 120; width++) {
    const long = {
      about: ['word '.repeat(50)],
      notes: ['skipped: a, b, c: '.repeat(9)],
      title: 'scenario '.repeat(20),
    };
    for (const line of lines(width, long)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  }
});

it('indents what it breaks', () => {
  expect(wrapText('one two three', 9)).toBe('one two\n  three');
  expect(wrapText('  one two three', 11)).toBe('  one two\n    three');
});
