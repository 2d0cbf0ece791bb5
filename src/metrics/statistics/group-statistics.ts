import type { Figure } from '../figures.ts';
import type { GroupSummary } from '../group-summary.ts';
import type { ScenarioSummary } from '../summary.ts';
import type { AggregateName, ResampleSource } from './aggregate.ts';
import { type Difference, difference, type Summary, summarize, type Values } from './compare.ts';
import { holm } from './holm.ts';

/** What the seeds of one group say of one figure, and how it differs from the baseline's. */
export interface GroupStatistics {
  readonly point: string;
  readonly policy: string;
  readonly by: AggregateName;
  /** Null where no seed has a value. */
  readonly summary: Summary | null;
  /** Null for the baseline itself, and where no seed has both values. */
  readonly difference: Difference | null;
  /** The test's p, corrected over all tests of this scenario and figure; null without a test. */
  readonly holm: number | null;
}

/** The statistics of one figure over all groups of a scenario, in their order; groups keep the figure's values. */
export function scenarioStatistics(
  { info, groups }: ScenarioSummary,
  { table, column }: Figure,
  baseline: string,
  resamples: ResampleSource,
): readonly GroupStatistics[] {
  const by = column.across?.by ?? 'mean';
  const drawn = info.seeds.length > 0;
  const known = new Known(by, drawn, resamples);
  const valuesOf = (group: GroupSummary) => group.values(table, column.name);
  const others = new Map(
    groups.filter(({ policy }) => policy === baseline).map((g) => [g.point, valuesOf(g)]),
  );
  const found = groups.map((group) => {
    const other = group.policy === baseline ? undefined : others.get(group.point);
    const values = valuesOf(group);
    return {
      ...{ point: group.point, policy: group.policy, by },
      summary: known.summary(values),
      difference: other === undefined ? null : known.difference(values, other),
    };
  });
  const corrected = holm(found.map((each) => each.difference?.p ?? null));
  return found.map((each, i) => ({ ...each, holm: corrected[i]! }));
}

/** What the values of one group say of a figure, for a table. */
export function groupSummaryOf(
  group: GroupSummary,
  { table, column }: Figure,
  resamples: ResampleSource,
): Summary | null {
  return summarize(group.values(table, column.name), column.across?.by ?? 'mean', true, resamples);
}

/** Answers of one scenario by the values: policies that do the same are asked once. */
class Known {
  readonly #summaries = new Map<string, Summary | null>();
  readonly #differences = new Map<string, Difference | null>();
  readonly #by: AggregateName;
  readonly #drawn: boolean;
  readonly #resamples: ResampleSource;

  constructor(by: AggregateName, drawn: boolean, resamples: ResampleSource) {
    this.#by = by;
    this.#drawn = drawn;
    this.#resamples = resamples;
  }

  summary(values: Values): Summary | null {
    return kept(this.#summaries, String(values), () =>
      summarize(values, this.#by, this.#drawn, this.#resamples),
    );
  }

  difference(values: Values, baseline: Values): Difference | null {
    return kept(this.#differences, `${values}\n${baseline}`, () =>
      difference(values, baseline, this.#by, this.#drawn, this.#resamples),
    );
  }
}

function kept<T>(answers: Map<string, T>, key: string, answer: () => T): T {
  const held = answers.get(key);
  if (held !== undefined) return held;
  const made = answer();
  answers.set(key, made);
  return made;
}
