import { stringify } from 'csv-stringify/sync';
import { markdownTable } from 'markdown-table';
import type { Decided, Matrix } from './duels.ts';
import { figureText } from './story.ts';

/** What stands where a pair has no case. */
const NONE = '·';
/** On the diagonal. */
const SELF = '\\';

/** A matrix for a screen of 80 columns: rows lose, columns win; letters name scenarios. */
export function matrixText(matrix: Matrix): string {
  const { policies, duels, tries } = matrix;
  const label = Math.max(...policies.map((policy) => policy.length));
  const heading = `${' '.repeat(label + 3)}${policies.map((_, index) => String(index + 1).padStart(3)).join('')}`;
  const rows = policies.map((worse, index) => {
    const fields = fieldsOf(matrix, worse).map((field) => field.padStart(3));
    return `${String(index + 1).padStart(2)} ${worse.padEnd(label)}${fields.join('')}`;
  });
  const legend = duels.map(({ letter, name, lines }) => `${letter.padStart(2)}  ${name}, ${lines} lines`);
  return [
    ...titleOf(matrix),
    '',
    heading,
    ...rows,
    '',
    `A letter is a scenario in which the row's policy loses to the column's; ${NONE} is none in ${tries} tries.`,
    ...legend,
    '',
  ].join('\n');
}

function titleOf({ metric, decided, policies, tries, seed }: Matrix): string[] {
  const pairs = policies.length * (policies.length - 1);
  return [
    `Who loses to whom by ${metric}: ${decided.length} of ${pairs} ordered pairs, in ${tries} tries from seed ${seed}.`,
  ];
}

function fieldsOf(matrix: Matrix, worse: string): string[] {
  return matrix.policies.map((than) => {
    if (than === worse) return SELF;
    return find(matrix, worse, than)?.letter ?? NONE;
  });
}

function find({ decided }: Matrix, worse: string, than: string): Decided | undefined {
  return decided.find(({ pair }) => pair.worse === worse && pair.than === than);
}

/** The same as GitHub-flavoured Markdown. */
export function matrixMarkdown(matrix: Matrix): string {
  const { policies } = matrix;
  const rows = policies.map((worse, index) => [
    `${index + 1} \`${worse}\``,
    ...fieldsOf(matrix, worse).map(markdownField),
  ]);
  const align = ['left', ...policies.map(() => 'center')];
  const table = markdownTable([['loses \\ to', ...policies.map((_, index) => String(index + 1))], ...rows], {
    align,
  });
  return [...titleOf(matrix), table, ''].join('\n\n');
}

function markdownField(field: string): string {
  return field === SELF ? '' : field;
}

/** A record for every ordered pair; those without a case have the number of tries and no scenario. */
export function matrixCsv(matrix: Matrix): string {
  const { policies, metric, tries, duels } = matrix;
  const names = new Map(duels.map(({ letter, name }) => [letter, name]));
  const records = policies.flatMap((worse) =>
    policies
      .filter((than) => than !== worse)
      .map((than) => {
        const one = find(matrix, worse, than);
        const found = one && [
          names.get(one.letter),
          one.lines,
          figureText(one.loss),
          one.figures.worse,
          one.figures.than,
        ];
        return [worse, than, metric, tries, ...(found ?? ['', '', '', '', ''])];
      }),
  );
  const columns = [
    'worse',
    'than',
    'metric',
    'tries',
    'scenario',
    'lines',
    'loss',
    'worse_figure',
    'than_figure',
  ];
  return stringify(records, { header: true, columns, record_delimiter: 'windows' });
}
