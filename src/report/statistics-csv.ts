import { stringify } from 'csv-stringify/sync';
import { FIGURES, type Figure, figureNamed } from '../metrics/figures.ts';
import type { Row } from '../metrics/results.ts';
import { STATISTICS } from '../metrics/statistics/columns.ts';
import { type GroupStatistics, scenarioStatistics } from '../metrics/statistics/group-statistics.ts';
import { Resamples } from '../metrics/statistics/resamples.ts';
import type { RunSummary, ScenarioSummary } from '../metrics/summary.ts';
import { fieldOf } from './csv-field.ts';
import { DEFAULT_HEADLINE } from './default-headline.ts';
import { BASELINE } from './policy-labels.ts';

/** Of which figures a scenario's statistics are written: the default headline, and its own. */
export function headlinesOf({ info }: ScenarioSummary): readonly Figure[] {
  const names = new Set([DEFAULT_HEADLINE, info.headline ?? DEFAULT_HEADLINE]);
  return [...names].flatMap((name) => FIGURES[figureNamed(name)] ?? []);
}

/**
 * `statistics.csv`: a record for every group (scenario, point, policy) and headline figure.
 * @param figures - of which figures; their values must be kept in the summary.
 */
export function statisticsCsv(
  { scenarios }: Pick<RunSummary, 'scenarios'>,
  figures: (scenario: ScenarioSummary) => readonly Figure[] = headlinesOf,
): string {
  const resamples = new Resamples();
  const rows = scenarios.flatMap((scenario) =>
    figures(scenario).flatMap((figure) =>
      scenarioStatistics(scenario, figure, BASELINE, resamples)
        .filter(({ summary }) => summary !== null)
        .map((each) => rowOf(scenario, figure, each)),
    ),
  );
  const records = rows.map((row) => STATISTICS.map(({ name, type }) => fieldOf(row[name] ?? null, type)));
  return stringify(records, {
    header: true,
    columns: STATISTICS.map(({ name }) => name),
    record_delimiter: 'windows',
  });
}

function rowOf({ info }: ScenarioSummary, { column }: Figure, each: GroupStatistics): Row {
  const { point, policy, by, summary, difference, holm } = each;
  return {
    scenario: info.name,
    point,
    policy,
    metric: column.name,
    over_seeds: by,
    n: summary?.n ?? 0,
    value: summary?.value ?? null,
    low: summary?.interval?.low ?? null,
    high: summary?.interval?.high ?? null,
    pairs: difference?.pairs ?? null,
    different: difference?.different ?? null,
    difference: difference?.value ?? null,
    difference_low: difference?.interval?.low ?? null,
    difference_high: difference?.interval?.high ?? null,
    effect: difference?.effect ?? null,
    p: difference?.p ?? null,
    p_holm: holm,
    verdict: difference?.verdict ?? null,
  };
}
