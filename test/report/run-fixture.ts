import type { CellResult, PolicyInfo, Row, RunResult, ScenarioInfo } from '../../src/metrics/results.ts';
import { type RunSummary, type ScenarioSummary, summaryOf } from '../../src/metrics/summary.ts';
import { headlineNamed } from '../../src/report/headline.ts';
import { keptFor } from '../../src/report/tables.ts';

/** What a fixture's cell is about; everything else has a plain default. */
export interface CellSketch {
  readonly scenario: string;
  readonly policy: string;
  readonly point?: string;
  readonly seed?: number | null;
  readonly status?: CellResult['status'];
  readonly message?: string;
  readonly placements?: readonly Row[];
  readonly coverage?: Row;
  readonly fragmentation?: Row;
}

/** A cell as the replay would hand it on: the leading columns are in every row. */
export function cell(sketch: CellSketch): CellResult {
  const { scenario, policy, point = '', seed = null, status = 'placed', message = '' } = sketch;
  const lead = { scenario, point, seed, policy, status };
  return {
    ...lead,
    message,
    placements: (sketch.placements ?? []).map((row) => ({ ...lead, ...row })),
    coverage: { ...lead, ...sketch.coverage },
    fragmentation: { ...lead, ...sketch.fragmentation },
  };
}

/** A scenario without sweeps, seeds or comment. */
export function scenario(name: string, more: Partial<ScenarioInfo> = {}): ScenarioInfo {
  return { name, file: 'a.scn', comment: '', machine: 'spr', points: [''], seeds: [], ...more };
}

/** A policy by its label. */
export function policy(label: string, needs: readonly string[] = [], toldBy = 'driver'): PolicyInfo {
  return { label, id: label.replace(/\(.*/, ''), needs, toldBy, source: 'a mail' };
}

/** A run of these scenarios and cells; the policies are those of the cells, in their order. */
export function run(
  scenarios: readonly ScenarioInfo[],
  cells: readonly CellResult[],
  more: Partial<RunResult> = {},
): RunResult {
  const labels = [...new Set(cells.map((each) => each.policy))];
  return { scenarios, cells, policies: labels.map((label) => policy(label)), expectations: [], ...more };
}

/** What reports know of such a run. */
export function summary(...sketch: Parameters<typeof run>): RunSummary {
  return summaryOf(run(...sketch), keptFor(headlineNamed('share_of_ideal')!));
}

/** What reports know of its only scenario, and the policies. */
export function sole(...sketch: Parameters<typeof run>): [ScenarioSummary, readonly PolicyInfo[]] {
  const { scenarios, policies } = summary(...sketch);
  return [scenarios[0]!, policies];
}
