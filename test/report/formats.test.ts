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

it('LaTeX escapes everything, uses booktabs and sets the best in bold', () => {
  expect(latexOf(table)).toBe(
    [
      '\\begin{table}',
      '  \\centering',
      '  \\caption{a\\_b \\& 50\\% \\#1.',
      '  C:\\textbackslash{}x \\textasciitilde{} \\textasciicircum{}}',
      '  \\begin{tabular}{lr}',
      '    \\toprule',
      '    size: & 64M \\\\',
      '    \\midrule',
      '    x|y\\_z & \\textbf{50\\%} \\\\',
      '    \\bottomrule',
      '  \\end{tabular}',
      '\\end{table}',
    ].join('\n'),
  );
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
  const tabulars = latexOf(wide).match(/\\begin\{tabular\}\{l(r+)\}/g)!;
  expect(tabulars.length).toBeGreaterThan(1);
  expect(tabulars.join('').match(/r(?=r|\})/g)!.length - tabulars.length).toBe(points.length);
});
