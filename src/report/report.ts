import type { RunResult, ScenarioInfo } from '../metrics/results.ts';
import { isTrouble } from './cells.ts';
import { DEFAULT_HEADLINE } from './default-headline.ts';
import { type Failure, failureText } from './expectations.ts';
import type { Format } from './format.ts';
import { headlineNamed } from './headline.ts';
import { jsonOf } from './json.ts';
import { LATEX_PREAMBLE, latexOf } from './latex.ts';
import { legend } from './legend.ts';
import { markdownOf } from './markdown.ts';
import type { ReportTable } from './report-table.ts';
import { rivalLines } from './rivals.ts';
import type { FigureColumn } from './scenario-columns.ts';
import { scenarioTable } from './scenario-table.ts';
import { sweepTable } from './sweep-table.ts';
import { bold, type TextStyle, textTable, wrapText } from './text.ts';
import { totalsOf } from './totals.ts';
import { totalsTable } from './totals-table.ts';

/** Width of a mail. */
const MAIL: TextStyle = { width: 72, colour: false };

/** How a run is to be shown. */
export interface ReportOptions {
  readonly format: Format;
  /** The metric that sweeps show. */
  readonly headline: FigureColumn;
  /** Used by `table` only. */
  readonly style: TextStyle;
}

/** A whole run for a reader: a table for every scenario, the totals, and what failed. Ends with a line feed. */
export function reportOf(
  result: RunResult,
  failures: readonly Failure[],
  { format, headline, style }: ReportOptions,
): string {
  if (format === 'json') return jsonOf(result, failures);
  const tables = tablesOf(result, headline);
  if (format === 'markdown')
    return `${[...tables.map(markdownOf), ...markdownFailures(failures)].join('\n\n')}\n`;
  if (format === 'latex') return `${[LATEX_PREAMBLE, ...tables.map(latexOf)].join('\n\n')}\n`;
  return textReport(result, tables, failures, format === 'text' ? MAIL : style);
}

/** The tables of a run: one a scenario, and the totals where there are several scenarios. */
export function tablesOf(result: RunResult, headline: FigureColumn): readonly ReportTable[] {
  const tables = result.scenarios.map((scenario) =>
    tableOf(result, scenario, headlineFor(scenario, headline)),
  );
  return result.scenarios.length > 1
    ? [...tables, totalsTable(totalsOf(result), result.scenarios.length, rivalLines(result))]
    : tables;
}

/** The scenario's own headline, unless the reader asked for another one than the default. */
function headlineFor({ headline }: ScenarioInfo, asked: FigureColumn): FigureColumn {
  const own = headline === undefined ? undefined : headlineNamed(headline);
  return own && asked.column.name === DEFAULT_HEADLINE ? own : asked;
}

function tableOf(result: RunResult, scenario: ScenarioInfo, headline: FigureColumn): ReportTable {
  const swept = scenario.points.some((point) => point !== '');
  return swept ? sweepTable(result, scenario, headline) : scenarioTable(result, scenario, headline);
}

function textReport(
  result: RunResult,
  tables: readonly ReportTable[],
  failures: readonly Failure[],
  style: TextStyle,
): string {
  const several = result.scenarios.length > 1;
  const shown = tables.map((table) => textTable(table, style));
  shown.splice(several ? -1 : shown.length, 0, legend(style.colour));
  return `${[...shown, ...findings(result, failures, style)].join('\n\n')}\n`;
}

/** What makes the exit code 1: failed expectations, and cells that went wrong. */
function findings(result: RunResult, failures: readonly Failure[], style: TextStyle): string[] {
  const trouble = result.cells.filter(({ status }) => isTrouble(status)).length;
  const checked = result.expectations.length;
  const failed = [
    bold(`Failed expectations: ${failures.length} of ${checked}`, style),
    ...failures.map((each) => wrapText(failureText(each), style.width)),
  ];
  return [
    ...(failures.length > 0 ? [failed.join('\n')] : []),
    ...(failures.length === 0 && checked > 0 ? [`All ${checked} expectations hold.`] : []),
    ...(trouble > 0
      ? [
          wrapText(
            `Violations, errors or timeouts in ${trouble} cells: see the notes under the tables.`,
            style.width,
          ),
        ]
      : []),
  ];
}

function markdownFailures(failures: readonly Failure[]): string[] {
  if (failures.length === 0) return [];
  return ['## Failed expectations', failures.map((each) => `- \`${failureText(each)}\``).join('\n')];
}
