import { expect, it } from 'vitest';
import { columnNamed } from '../../src/metrics/catalogue.ts';
import { grouped, humanSize, humanText, percent } from '../../src/report/human-text.ts';

it('shows short sizes exactly and long ones with three digits', () => {
  expect([0, 4096, 2 ** 21, 4_198_400, 513].map(humanSize)).toEqual(['0', '4K', '2M', '4100K', '513B']);
  expect(humanSize(2 ** 31 + 4096)).toBe('2.00G');
  expect(humanSize(123_456 * 1024)).toBe('121M');
  expect(humanSize(-(2 ** 21))).toBe('-2M');
});

it('shows a mean that is no whole number of bytes', () => {
  expect(humanSize(4096 * 1.5)).toBe('6K');
  expect(humanSize(1_000_000.25)).toBe('977K');
});

it('never rounds almost nothing to nothing, nor almost all to all', () => {
  expect([0, 0.0001, 0.5, 0.6667, 0.99999, 1].map(percent)).toEqual([
    '0%',
    '<0.1%',
    '50%',
    '66.7%',
    '>99.9%',
    '100%',
  ]);
});

it('groups digits of counts, not of decimals', () => {
  expect([0, 999, 1024, 524_288, 1e9].map(grouped)).toEqual([
    '0',
    '999',
    '1,024',
    '524,288',
    '1,000,000,000',
  ]);
  expect(grouped(1234.56)).toBe('1,234.6');
  expect(grouped(-1234)).toBe('-1,234');
});

it('goes by the type and unit of the column', () => {
  const shown = (name: string, value: number | null) => humanText(columnNamed(name)!, value);
  expect(shown('address', 0x7000)).toBe('0x7000');
  expect(shown('page_table_bytes', 8192)).toBe('8K');
  expect(shown('share_of_ideal', 0.5)).toBe('50%');
  expect(shown('aslr_bits', 18.999)).toBe('19');
  expect(shown('faults', null)).toBe('-');
});
