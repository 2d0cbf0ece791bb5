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
  limitsHeading,
  limitsText,
  type OverSeeds,
  seedsSentence,
  spreadOverSeeds,
} from './over-seeds.ts';
import { placementColumns } from './placement-columns.ts';
import { BOUND, idOf, labelsOf } from './policy-labels.ts';
import { plain, type ReportTable, type TableCell, type TableColumn } from './report-table.ts';
import { type FigureColumn, figureColumns } from './scenario-columns.ts';
import { sourceSentence, titleOf } from './scenario-heading.ts';

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
 * their mean, the headline metric as it is declared, with its interval.
 */
export function scenarioTable(
  { info, groups: all }: ScenarioSummary,
  policies: readonly PolicyInfo[],
  headline: FigureColumn,
): ReportTable {
  const groups = labelsOf(policies, all)
    .map((label) => all.find(({ policy }) => policy === label)!)
    .filter(({ withFigures }) => withFigures > 0);
  const seeds = Math.max(1, info.seeds.length);
  const resamples = new Resamples();
  const filled = [
    policyColumn(groups),
    ...(seeds === 1 ? placementColumns(groups.map(({ first }) => first!)) : []),
    ...figureColumns(headline).flatMap((wanted) => filledColumns(groups, wanted, headline, info, resamples)),
  ];
  return {
    title: titleOf(info),
    about: [
      ...sourceSentence(info),
      ...remarks(groups),
      ...seedsSentence(info, headline),
      ...(seeds > 1 ? ['Other figures: means.'] : []),
    ],
    columns: filled.map(({ column }) => column),
    rows: [
      ...groups.map((_, row) => filled.map((each) => each.cells[row]!)),
      ...troubleRows(all, filled.length),
    ],
    notes: notesOf(all),
    overflow: 'drop',
  };
}

/** A policy that broke a rule or was stopped has a row all the same: its status in place of figures. */
function troubleRows(groups: readonly GroupSummary[], columns: number): TableCell[][] {
  return groups
    .filter(({ trouble, withFigures }) => trouble > 0 && withFigures === 0)
    .map(({ policy, reasons }) => {
      const status = reasons.filter((reason) => isTrouble(reason.status)).at(-1)!.status;
      return Array.from({ length: columns }, (_, i) => plain(i === 0 ? policy : i === 1 ? status : '-'));
    });
}

function policyColumn(groups: readonly GroupSummary[]): FilledColumn {
  return {
    column: { heading: ['policy'], align: 'left', priority: 0 },
    cells: groups.map(({ policy }) => plain(policy)),
  };
}

function filledColumns(
  groups: readonly GroupSummary[],
  wanted: FigureColumn,
  headline: FigureColumn,
  info: ScenarioInfo,
  resamples: Resamples,
): FilledColumn[] {
  const { column } = wanted;
  const isHeadline = column === headline.column && info.seeds.length > 1;
  const found = groups.map((group) =>
    isHeadline ? headlineOverSeeds(group, wanted, resamples) : spreadOverSeeds(group, wanted),
  );
  if (found.every((each) => each === null)) return [];
  const values = found.map((each) => each?.value ?? null);
  const limits = found.map((each) => each?.limits ?? null);
  const best = bestOf(contenders(groups, values, column.name), column.better, limits);
  const cells = values.map((value, row) => ({ text: humanText(column, value), best: best[row]! }));
  const constant = new Set(values.filter((value) => value !== null)).size < 2;
  const priority = wanted.priority + (constant && wanted.priority > ALWAYS_TELLS ? TELLS_NOTHING : 0);
  const shown: FilledColumn = { column: { heading: [column.heading], align: 'right', priority }, cells };
  return isHeadline ? [shown, limitsColumn(found, wanted, info)] : [shown];
}

function limitsColumn(
  found: readonly (OverSeeds | null)[],
  figure: FigureColumn,
  info: ScenarioInfo,
): FilledColumn {
  return {
    column: { heading: [limitsHeading(info)], align: 'right', priority: 1 },
    cells: found.map((each) => plain(each === null ? '-' : limitsText(each.limits, figure))),
  };
}

/**
 * The values that compete for the mark: not those of the bound, and, where less is better, not those of a policy that
 * failed to place more named mappings than another, because what is not there costs nothing.
 */
function contenders(
  groups: readonly GroupSummary[],
  values: readonly (number | null)[],
  name: string,
): readonly (number | null)[] {
  const fewest = Math.min(...groups.map(({ failedMappings }) => failedMappings));
  return values.map((value, row) => {
    const { policy, failedMappings } = groups[row]!;
    const bound = idOf(policy) === BOUND;
    return bound || (name !== 'share_of_ideal' && failedMappings > fewest) ? null : value;
  });
}

function remarks(groups: readonly GroupSummary[]): string[] {
  const mappings = Math.max(0, ...groups.map((group) => group.mappings));
  return mappings > 1 ? [`Figures are those of ${mappings} named mappings together.`] : [];
}
