import { bestOf } from './best.ts';
import { BOUND, idOf } from './policy-labels.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import { toldText } from './told.ts';
import type { PolicyTotals, Totals } from './totals.ts';

/** The table under all others: how every policy did over the scenarios, and what it has to be told for that. */
export function totalsTable(totals: Totals, shown: number, rivals: readonly string[] = []): ReportTable {
  const { policies } = totals;
  const counts: readonly FilledCount[] = [
    counted('at ideal', policies, ({ atIdeal }) => atIdeal, 'higher'),
    counted('better', policies, ({ better }) => better, 'higher'),
    counted('equal', policies, ({ equal }) => equal, 'neither'),
    counted('worse', policies, ({ worse }) => worse, 'lower'),
    ...(policies.some(({ leftOut }) => leftOut > 0)
      ? [counted('left out', policies, ({ leftOut }) => leftOut, 'neither')]
      : []),
  ];
  return {
    title: `Totals over ${totals.scenarios} of ${shown} scenarios`,
    about: [
      'Scenarios at ideal; better than, equal to and worse than linux, each by its mean share of ideal.',
    ],
    columns: [text('policy'), text('is told'), ...counts.map(({ column }) => column)],
    rows: policies.map(({ label, needs }, row) => [
      plain(label),
      plain(toldText(needs)),
      ...counts.map(({ cells }) => cells[row]!),
    ]),
    notes: [...rivals, ...notes(totals)],
    overflow: 'drop',
  };
}

interface FilledCount {
  readonly column: TableColumn;
  readonly cells: readonly TableCell[];
}

function text(heading: string): TableColumn {
  return { heading: [heading], align: 'left', priority: 0 };
}

function counted(
  heading: string,
  policies: readonly PolicyTotals[],
  value: (policy: PolicyTotals) => number,
  better: 'higher' | 'lower' | 'neither',
): FilledCount {
  const values = policies.map(value);
  const best = bestOf(
    values.map((count, row) => (idOf(policies[row]!.label) === BOUND ? null : count)),
    better,
  );
  return {
    column: { heading: [heading], align: 'right', priority: 0 },
    cells: values.map((count, row) => ({ text: String(count), best: best[row]! })),
  };
}

function notes({ skipped, withoutIdeal }: Totals): string[] {
  const names = (list: readonly string[]) => list.map((name) => `"${name}"`).join(', ');
  return [
    ...(skipped.length > 0 ? [`Not counted, because a shown policy skips it: ${names(skipped)}.`] : []),
    ...(withoutIdeal.length > 0
      ? [`Not counted, because nothing there can have a PMD or a larger leaf: ${names(withoutIdeal)}.`]
      : []),
  ];
}
