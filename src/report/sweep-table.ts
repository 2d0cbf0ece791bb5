import type { GroupSummary } from '../metrics/group-summary.ts';
import type { PolicyInfo, ScenarioInfo } from '../metrics/results.ts';
import { Resamples } from '../metrics/statistics/resamples.ts';
import type { ScenarioSummary } from '../metrics/summary.ts';
import { isTrouble } from '../replay/status.ts';
import { bestOf } from './best.ts';
import { humanText } from './human-text.ts';
import { notesOf } from './notes.ts';
import {
  headlineOverSeeds,
  limitsText,
  type OverSeeds,
  seedsSentence,
  spreadOverSeeds,
} from './over-seeds.ts';
import { BOUND, idOf, labelsOf } from './policy-labels.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import type { FigureColumn } from './scenario-columns.ts';
import { sourceSentence, titleOf } from './scenario-heading.ts';

/** The table of a swept scenario: policies × points for the headline metric; seeds as mean or median, with its interval. */
export function sweepTable(
  { info, groups }: ScenarioSummary,
  policies: readonly PolicyInfo[],
  headline: FigureColumn,
): ReportTable {
  const labels = labelsOf(policies, groups);
  const resamples = new Resamples();
  const over = (group: GroupSummary) =>
    info.seeds.length > 1 ? headlineOverSeeds(group, headline, resamples) : spreadOverSeeds(group, headline);
  const points = info.points.map((point) => pointCells(groups, labels, point, headline, over));
  return {
    title: titleOf(info),
    about: [...sourceSentence(info), shownText(info, headline), ...seedsSentence(info, headline)],
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
  headline: FigureColumn,
  over: (group: GroupSummary) => OverSeeds | null,
): readonly TableCell[] {
  const { column } = headline;
  const here = new Map(groups.filter((group) => group.point === point).map((group) => [group.policy, group]));
  const ran = labels.map((label) => here.get(label));
  const found = ran.map((group) => (group === undefined ? null : over(group)));
  const values = found.map((each, row) => (idOf(labels[row]!) === BOUND ? null : (each?.value ?? null)));
  const limits = found.map((each) => each?.limits ?? null);
  const best = bestOf(values, column.better, limits);
  return found.map((each, row) => ({ text: cellText(each, ran[row]!, headline), best: best[row]! }));
}

/** The value, with its limits where seeds differ; the status where there are no figures; nothing where nothing was run. */
function cellText(each: OverSeeds | null, group: GroupSummary | undefined, headline: FigureColumn): string {
  if (group === undefined) return '';
  if (each !== null) {
    const { value, limits } = each;
    return (
      humanText(headline.column, value) +
      (limits.low === limits.high ? '' : ` [${limitsText(limits, headline)}]`)
    );
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

function shownText({ points }: ScenarioInfo, { column }: FigureColumn): string {
  const names = settings(points[0] ?? '').map(([name]) => name);
  return `${column.name} by ${names.join(' and ')}.`;
}
