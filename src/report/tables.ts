import { figurePlace } from '../metrics/figures.ts';
import type { ScenarioInfo } from '../metrics/results.ts';
import type { Kept, RunSummary, ScenarioSummary } from '../metrics/summary.ts';
import { DEFAULT_HEADLINE } from './default-headline.ts';
import { headlineNamed } from './headline.ts';
import type { ReportTable } from './report-table.ts';
import { rivalLines } from './rivals.ts';
import type { FigureColumn } from './scenario-columns.ts';
import { scenarioTable } from './scenario-table.ts';
import { sweepTable } from './sweep-table.ts';
import { totalsOf } from './totals.ts';
import { totalsTable } from './totals-table.ts';

/** The tables of a run: one a scenario, and the totals where there are several scenarios. */
export function tablesOf(summary: RunSummary, headline: FigureColumn): readonly ReportTable[] {
  const { scenarios } = summary;
  const tables = scenarios.map((scenario) =>
    tableOf(summary, scenario, headlineFor(scenario.info, headline)),
  );
  return scenarios.length > 1
    ? [...tables, totalsTable(totalsOf(summary), scenarios.length, rivalLines(summary))]
    : tables;
}

/** What a summary has to keep for a report with this headline. */
export function keptFor(headline: FigureColumn): Kept {
  return (scenario) => {
    const { table, column } = headlineFor(scenario, headline);
    return [figurePlace(table, column.name)];
  };
}

/** The scenario's own headline, unless the reader asked for another one than the default. */
function headlineFor({ headline }: ScenarioInfo, asked: FigureColumn): FigureColumn {
  const own = headline === undefined ? undefined : headlineNamed(headline);
  return own && asked.column.name === DEFAULT_HEADLINE ? own : asked;
}

function tableOf({ policies }: RunSummary, scenario: ScenarioSummary, headline: FigureColumn): ReportTable {
  const swept = scenario.info.points.some((point) => point !== '');
  return swept ? sweepTable(scenario, policies, headline) : scenarioTable(scenario, policies, headline);
}
