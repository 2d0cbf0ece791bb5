import type { GroupSummary } from '../metrics/group-summary.ts';
import type { PolicyInfo, ScenarioInfo } from '../metrics/results.ts';
import type { Spread } from '../metrics/spread.ts';
import type { ScenarioSummary } from '../metrics/summary.ts';
import { isTrouble } from '../replay/status.ts';
import { bestOf } from './best.ts';
import { humanText } from './human-text.ts';
import { notesOf } from './notes.ts';
import { BOUND, idOf, labelsOf } from './policy-labels.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import type { FigureColumn } from './scenario-columns.ts';
import { sourceSentence, titleOf } from './scenario-heading.ts';
import { rangeText } from './scenario-table.ts';

/** The table of a swept scenario: policies × points for the headline metric; seeds as their mean and range. */
export function sweepTable(
  { info, groups }: ScenarioSummary,
  policies: readonly PolicyInfo[],
  headline: FigureColumn,
): ReportTable {
  const labels = labelsOf(policies, groups);
  const points = info.points.map((point) => pointCells(groups, labels, point, headline));
  return {
    title: titleOf(info),
    about: [...sourceSentence(info), shownText(info, headline)],
    columns: [firstColumn(info), ...info.points.map(pointColumn)],
    rows: labels.map((label, row) => [plain(label), ...points.map((column) => column[row]!)]),
    notes: notesOf(groups),
    overflow: 'wrap',
  };
}

function pointCells(
  groups: readonly GroupSummary[],
  labels: readonly string[],
  point: string,
  { column, table }: FigureColumn,
): readonly TableCell[] {
  const here = new Map(groups.filter((group) => group.point === point).map((group) => [group.policy, group]));
  const ran = labels.map((label) => here.get(label));
  const spreads = ran.map((group) => group?.spread(table, column.name) ?? null);
  const values = spreads.map((each, row) => (idOf(labels[row]!) === BOUND ? null : (each?.mean ?? null)));
  const best = bestOf(values, column.better);
  return spreads.map((each, row) => ({ text: cellText(each, ran[row]!, column), best: best[row]! }));
}

/** Mean, with the range where seeds differ; the status where there are no figures; nothing where nothing was run. */
function cellText(
  each: Spread | null,
  group: GroupSummary | undefined,
  column: FigureColumn['column'],
): string {
  if (group === undefined) return '';
  if (each !== null) {
    const range = each.least === each.most ? '' : ` [${rangeText(each, column)}]`;
    return humanText(column, each.mean) + range;
  }
  const status = group.withFigures > 0 ? undefined : group.reasons[0]?.status;
  if (status === undefined) return '-';
  return isTrouble(status) ? status : 'skip';
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
