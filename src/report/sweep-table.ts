import type { CellResult, RunResult, ScenarioInfo } from '../metrics/results.ts';
import { bestOf } from './best.ts';
import { BOUND, cellsOf, figure, idOf, labelsOf } from './cells.ts';
import { humanText } from './human-text.ts';
import { notesOf } from './notes.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import type { FigureColumn } from './scenario-columns.ts';
import { sourceSentence, titleOf } from './scenario-heading.ts';
import { rangeText } from './scenario-table.ts';
import { type Spread, spread } from './spread.ts';

/** The table of a swept scenario: policies × points for the headline metric; seeds as their mean and range. */
export function sweepTable(result: RunResult, scenario: ScenarioInfo, headline: FigureColumn): ReportTable {
  const cells = cellsOf(result, scenario);
  const labels = labelsOf(result, cells);
  const points = scenario.points.map((point) => pointCells(cells, labels, point, headline));
  return {
    title: titleOf(scenario),
    about: [...sourceSentence(scenario), shownText(scenario, headline)],
    columns: [firstColumn(scenario), ...scenario.points.map(pointColumn)],
    rows: labels.map((label, row) => [plain(label), ...points.map((column) => column[row]!)]),
    notes: notesOf(cells),
    overflow: 'wrap',
  };
}

function pointCells(
  cells: readonly CellResult[],
  labels: readonly string[],
  point: string,
  { column, table }: FigureColumn,
): readonly TableCell[] {
  const here = cells.filter((cell) => cell.point === point);
  const ran = labels.map((label) => here.filter(({ policy }) => policy === label));
  const spreads = ran.map((group) => spread(group.map((cell) => figure(cell, column, table))));
  const values = spreads.map((each, row) => (idOf(labels[row]!) === BOUND ? null : (each?.mean ?? null)));
  const best = bestOf(values, column.better);
  return spreads.map((each, row) => ({ text: cellText(each, ran[row]!, column), best: best[row]! }));
}

/** Mean, with the range where seeds differ; the status where there are no figures; nothing where nothing was run. */
function cellText(each: Spread | null, ran: readonly CellResult[], column: FigureColumn['column']): string {
  if (ran.length === 0) return '';
  if (each !== null) {
    const range = each.least === each.most ? '' : ` [${rangeText(each, column)}]`;
    return humanText(column, each.mean) + range;
  }
  const [{ status }] = ran as readonly [CellResult];
  return status === 'skipped'
    ? 'skip'
    : status === 'violation' || status === 'error' || status === 'timeout'
      ? status
      : '-';
}

function settings(point: string): readonly (readonly [string, string])[] {
  return point.split(';').map((setting) => {
    const at = setting.indexOf('=');
    return [setting.slice(0, at), setting.slice(at + 1)];
  });
}

function firstColumn({ points }: ScenarioInfo): TableColumn {
  const names = settings(points[0] ?? '').map(([name]) => `${name}:`);
  return { heading: names, align: 'left', priority: 0 };
}

function pointColumn(point: string): TableColumn {
  return { heading: settings(point).map(([, value]) => value), align: 'right', priority: 0 };
}

function shownText({ points, seeds }: ScenarioInfo, { column }: FigureColumn): string {
  const names = settings(points[0] ?? '').map(([name]) => name);
  const drawn = seeds.length > 1 ? `; mean of ${seeds.length} seeds [range]` : '';
  return `${column.name} by ${names.join(' and ')}${drawn}`;
}
