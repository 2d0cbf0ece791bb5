import { columnNamed } from '../../metrics/catalogue.ts';
import { policiesIn, type ResultRows, rowsOf } from '../figures/figure.ts';
import { shareInterval } from '../figures/interval.ts';
import { humanText } from '../human-text.ts';
import { tag } from './element.ts';
import { type Field, sortable } from './table.ts';

/** Means over seeds with their 95 % intervals, of every scenario that draws. */
export function seedsTable(results: ResultRows): string {
  const column = columnNamed('share_of_ideal', 'coverage')!;
  const rows = results.scenarios
    .filter(({ seeds }) => seeds.length > 1)
    .flatMap(({ name }) => {
      const own = rowsOf(results.coverage, name);
      const points = [...new Set(own.map(({ point }) => String(point)))];
      return points.flatMap((point) =>
        policiesIn(results, own).flatMap((policy) => {
          const values = own
            .filter((row) => row.point === point && row.policy === policy)
            .flatMap(({ share_of_ideal: share }) => (typeof share === 'number' ? [share] : []));
          if (values.length < 2) return [];
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          const { low, high } = shareInterval(results.statistics, { scenario: name, point, policy }, values);
          const figure = (value: number): Field => ({ text: humanText(column, value), value });
          const fields: Field[] = [
            { text: name },
            { text: point },
            { text: policy },
            { text: String(values.length), value: values.length },
            figure(mean),
            figure(low),
            figure(high),
            figure(Math.min(...values)),
            figure(Math.max(...values)),
          ];
          return [{ policy, fields }];
        }),
      );
    });
  if (rows.length === 0) return tag('p', {}, 'No scenario draws anything: every figure is exact.');
  const numeric = (text: string, hint = '') => ({ text, numeric: true, ...(hint === '' ? {} : { hint }) });
  const headings = [
    { text: 'scenario' },
    { text: 'point' },
    { text: 'policy' },
    numeric('seeds'),
    numeric('mean share of ideal', column.meaning),
    numeric('95 % from'),
    numeric('to'),
    numeric('least'),
    numeric('most'),
  ];
  return [
    tag(
      'p',
      {},
      'Scenarios that draw: share of ideal over the seeds, with the 95 % interval of the mean that statistics.csv has (BCa bootstrap; Student’s, cut at 0 and 1, where it has none).',
    ),
    sortable(headings, rows),
  ].join('');
}
