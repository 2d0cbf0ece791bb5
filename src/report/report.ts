import type { RunSummary } from '../metrics/summary.ts';
import { markdownEscape } from './escape.ts';
import { type Failure, failureText } from './expectations.ts';
import type { Format } from './format.ts';
import { latexPages } from './latex.ts';
import { legend } from './legend.ts';
import { markdownOf } from './markdown.ts';
import type { ReportTable } from './report-table.ts';
import type { FigureColumn } from './scenario-columns.ts';
import { tablesOf } from './tables.ts';
import { bold, type TextStyle, textTable, wrapText } from './text.ts';

/** Width of a mail. */
const MAIL: TextStyle = { width: 72, colour: false };

/** How a run is to be shown. */
export interface ReportOptions {
  readonly format: Exclude<Format, 'json'>;
  /** The metric that sweeps show. */
  readonly headline: FigureColumn;
  /** Used by `table` only. */
  readonly style: TextStyle;
  /** SHA-256 of the manifest that was written; captions name it. */
  readonly manifest?: string | undefined;
}

/** A whole run for a reader: a table for every scenario, the totals, and what failed. Ends with a line feed. */
export function reportOf(
  summary: RunSummary,
  failures: readonly Failure[],
  { format, headline, style, manifest }: ReportOptions,
): string {
  const tables = tablesOf(summary, headline);
  if (format === 'markdown')
    return `${[...tables.map(markdownOf), ...markdownFailures(failures)].join('\n\n')}\n`;
  if (format === 'latex') return latexPages(tables, manifest);
  return textReport(summary, tables, failures, format === 'text' ? MAIL : style);
}

function textReport(
  summary: RunSummary,
  tables: readonly ReportTable[],
  failures: readonly Failure[],
  style: TextStyle,
): string {
  const several = summary.scenarios.length > 1;
  const shown = tables.map((table) => textTable(table, style));
  shown.splice(several ? -1 : shown.length, 0, legend(style.colour));
  return `${[...shown, ...findings(summary, failures, style)].join('\n\n')}\n`;
}

/** What makes the exit code 1: failed expectations, and cells that went wrong. */
function findings(
  { trouble, checked, failed: failedCount }: RunSummary,
  failures: readonly Failure[],
  style: TextStyle,
): string[] {
  const unnamed = failedCount - failures.length;
  const failed = [
    bold(`Failed expectations: ${failedCount} of ${checked}`, style),
    ...failures.map((each) => wrapText(failureText(each), style.width)),
    ...(unnamed > 0 ? [`and ${unnamed} more`] : []),
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
  return [
    '## Failed expectations',
    failures.map((each) => `- ${markdownEscape(failureText(each))}`).join('\n'),
  ];
}
