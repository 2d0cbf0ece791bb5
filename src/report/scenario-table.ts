import type { CellResult, Row, RunResult, ScenarioInfo } from '../metrics/results.ts';
import { bestOf } from './best.ts';
import { BOUND, cellsOf, figure, hasFigures, idOf, isTrouble, labelsOf } from './cells.ts';
import { humanText } from './human-text.ts';
import { notesOf } from './notes.ts';
import { placementColumns } from './placement-columns.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import { type FigureColumn, figureColumns } from './scenario-columns.ts';
import { sourceSentence, titleOf } from './scenario-heading.ts';
import { type Spread, spread } from './spread.ts';

/** A column with its fields, one a policy. */
export interface FilledColumn {
  readonly column: TableColumn;
  readonly cells: readonly TableCell[];
}

/** Added to the priority of a column that is the same in every row: it tells policies apart no more. */
export const TELLS_NOTHING = 100;

/** Figures up to this priority stay where they are the same in every row: their absence would puzzle. */
const ALWAYS_TELLS = 3;

/**
 * The table of a scenario without sweeps: a row for every policy that ran, `linux` first; figures of several seeds as
 * their mean, that of the headline metric with its range.
 */
export function scenarioTable(
  result: RunResult,
  scenario: ScenarioInfo,
  headline: FigureColumn,
): ReportTable {
  const cells = cellsOf(result, scenario);
  const groups = labelsOf(result, cells)
    .map((label) => cells.filter((cell) => cell.policy === label && hasFigures(cell)))
    .filter((group) => group.length > 0);
  const seeds = Math.max(1, scenario.seeds.length);
  const filled = [
    policyColumn(groups),
    ...(seeds === 1 ? placementColumns(groups.map(([cell]) => cell!)) : []),
    ...figureColumns(headline).flatMap((wanted) => filledColumns(groups, wanted, headline, seeds)),
  ];
  return {
    title: titleOf(scenario),
    about: [...sourceSentence(scenario), ...remarks(groups, seeds)],
    columns: filled.map(({ column }) => column),
    rows: [
      ...groups.map((_, row) => filled.map((each) => each.cells[row]!)),
      ...troubleRows(cells, filled.length),
    ],
    notes: notesOf(cells),
    overflow: 'drop',
  };
}

/** A policy that broke a rule or was stopped has a row all the same: its status in place of figures. */
function troubleRows(cells: readonly CellResult[], columns: number): TableCell[][] {
  const statuses = new Map<string, string>();
  for (const { policy, status } of cells) if (isTrouble(status)) statuses.set(policy, status);
  for (const cell of cells) if (hasFigures(cell)) statuses.delete(cell.policy);
  return [...statuses].map(([policy, status]) =>
    Array.from({ length: columns }, (_, i) => plain(i === 0 ? policy : i === 1 ? status : '-')),
  );
}

function policyColumn(groups: readonly (readonly CellResult[])[]): FilledColumn {
  return {
    column: { heading: ['policy'], align: 'left', priority: 0 },
    cells: groups.map(([cell]) => plain(cell!.policy)),
  };
}

function filledColumns(
  groups: readonly (readonly CellResult[])[],
  wanted: FigureColumn,
  headline: FigureColumn,
  seeds: number,
): FilledColumn[] {
  const { column, table } = wanted;
  const spreads = groups.map((group) => spread(group.map((cell) => figure(cell, column, table))));
  if (spreads.every((each) => each === null)) return [];
  const means = spreads.map((each) => each?.mean ?? null);
  const best = bestOf(contenders(groups, means, column.name), column.better);
  const cells = means.map((mean, row) => ({ text: humanText(column, mean), best: best[row]! }));
  const constant = new Set(means.filter((mean) => mean !== null)).size < 2;
  const priority = wanted.priority + (constant && wanted.priority > ALWAYS_TELLS ? TELLS_NOTHING : 0);
  const shown: FilledColumn = { column: { heading: [column.heading], align: 'right', priority }, cells };
  return column === headline.column && seeds > 1 ? [shown, rangeColumn(spreads, wanted)] : [shown];
}

function rangeColumn(spreads: readonly (Spread | null)[], { column }: FigureColumn): FilledColumn {
  return {
    column: { heading: ['range'], align: 'right', priority: 1 },
    cells: spreads.map((each) => plain(each === null ? '-' : rangeText(each, column))),
  };
}

/** The range of a spread: `12..50%`, `64M..2G`; one value where all seeds agree. */
export function rangeText({ least, most }: Spread, column: FigureColumn['column']): string {
  const from = humanText(column, least);
  const to = humanText(column, most);
  return least === most ? to : `${from.endsWith('%') && to.endsWith('%') ? from.slice(0, -1) : from}..${to}`;
}

/**
 * The values that compete for the mark: not those of the bound, and, where less is better, not those of a policy that
 * failed to place more named mappings than another, because what is not there costs nothing.
 */
function contenders(
  groups: readonly (readonly CellResult[])[],
  values: readonly (number | null)[],
  name: string,
): readonly (number | null)[] {
  const failures = groups.map((group) =>
    sum(group.map(({ placements }) => placements.filter(failed).length)),
  );
  const fewest = Math.min(...failures);
  return values.map((value, row) => {
    const bound = idOf(groups[row]![0]!.policy) === BOUND;
    return bound || (name !== 'share_of_ideal' && failures[row]! > fewest) ? null : value;
  });
}

function failed(row: Row): boolean {
  return row.status === 'failed';
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function remarks(groups: readonly (readonly CellResult[])[], seeds: number): string[] {
  const mappings = Math.max(0, ...groups.flat().map(({ placements }) => placements.length));
  return [
    ...(mappings > 1 ? [`Figures are those of ${mappings} named mappings together.`] : []),
    ...(seeds > 1 ? [`Means of ${seeds} seeds; the range is that over the seeds.`] : []),
  ];
}
