import { expect, it } from 'vitest';
import { textPlot } from '../../src/report/text-plot.ts';

const shape = { width: 30, height: 3, yLabel: 'ns', xLabel: 'pages', logY: false };

it('draws a line over powers of two, and says what its ends are', () => {
  const points = [1, 2, 4, 8, 16].map((x) => ({ x, y: x <= 4 ? 0 : 10 }));
  expect(textPlot([{ mark: '*', name: 'base', points }], shape)).toBe(
    [
      '      ns   * base',
      '      10 |              *    *',
      '       5 |',
      '       0 |*    *    *',
      '         +--------------------',
      '          1         4       16  pages',
    ].join('\n'),
  );
});

it('with a logarithmic y axis the middle is the geometric mean', () => {
  const points = [1, 4, 16].map((x) => ({ x, y: x }));
  const lines = textPlot([{ mark: '*', name: 'base', points }], { ...shape, logY: true }).split('\n');
  expect(lines.slice(1, 4).map((line) => line.slice(0, 9).trim())).toEqual(['16', '4', '1']);
  expect(lines[2]!.indexOf('*')).toBeGreaterThan(9);
});

it('of nothing is nothing', () => {
  expect(textPlot([], shape)).toBe('');
});
