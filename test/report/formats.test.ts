import { describe, expect, it } from 'vitest';
import { latexOf } from '../../src/report/latex.ts';
import { markdownOf } from '../../src/report/markdown.ts';
import { plain, type ReportTable } from '../../src/report/report-table.ts';

const table: ReportTable = {
  title: 'a_b & 50% #1',
  about: ['C:\\x ~ ^'],
  columns: [
    { heading: ['size:'], align: 'left', priority: 0 },
    { heading: ['64M'], align: 'right', priority: 0 },
  ],
  rows: [[plain('x|y_z'), { text: '50%', best: true }]],
  notes: [],
  overflow: 'wrap',
};

it('LaTeX escapes everything, uses booktabs, sets the best in bold and points under points', () => {
  expect(latexOf(table, '0123456789abcdef0123')).toBe(
    [
      '\\begin{table}',
      '  \\centering\\footnotesize\\setlength{\\tabcolsep}{4pt}',
      '  \\caption{a\\_b \\& 50\\% \\#1.',
      '  C:\\textbackslash{}x \\textasciitilde{} \\textasciicircum{}.',
      '  manifest.json: SHA-256 0123456789abcdef.}',
      '  \\begin{tabular}{@{}lr@{}l@{}}',
      '    \\toprule',
      '    size: & \\multicolumn{2}{c}{64M} \\\\',
      '    \\midrule',
      '    x|y\\_z & \\textbf{50} & \\textbf{\\%} \\\\',
      '    \\bottomrule',
      '  \\end{tabular}',
      '\\end{table}',
    ].join('\n'),
  );
});

it.each([
  ['96.9%', '96 & .9\\%'],
  ['524,288', '524,288 & '],
  ['<0.1%', '\\textless{}0 & .1\\%'],
  ['-2044K', '-2044 & K'],
  ['32.5% [12..50%]', '32 & .5\\% [12--50\\%]'],
  ['-', '\\multicolumn{2}{c}{-}'],
  ['skip', '\\multicolumn{2}{c}{skip}'],
])('LaTeX parts %s where its point is', (text, parts) => {
  expect(latexOf({ ...table, rows: [[plain('linux'), plain(text)]] })).toContain(`linux & ${parts} \\\\`);
});

describe('Markdown', () => {
  it('escapes what would break a table or change the text', () => {
    const text = markdownOf(table);
    expect(text).toContain('## a\\_b & 50% \\#1');
    expect(text).toContain('x\\|y\\_z');
    expect(text).toContain('**50%**');
  });
});

it('a sweep that no page holds continues in a further tabular, the policies again in front', () => {
  const points = Array.from({ length: 30 }, (_, i) => String(i));
  const wide: ReportTable = {
    ...table,
    columns: [
      table.columns[0]!,
      ...points.map((p) => ({ heading: [p], align: 'right' as const, priority: 0 })),
    ],
    rows: [[plain('linux'), ...points.map(() => plain('100%'))]],
  };
  const tabulars = latexOf(wide).match(/\\begin\{tabular\}\{@\{\}l(r@\{\}l)+@\{\}\}/g)!;
  expect(tabulars.length).toBeGreaterThan(1);
  expect(tabulars.join('').match(/r@/g)).toHaveLength(points.length);
});
