import { hasFigures, isTrouble } from '../replay/status.ts';
import { figureNamed, figurePlace, figuresOf } from './figures.ts';
import { type CellFigures, GroupSummary } from './group-summary.ts';
import type { CellResult, PolicyInfo, RunResult, ScenarioInfo } from './results.ts';

/** What reports know of one scenario. */
export interface ScenarioSummary {
  readonly info: ScenarioInfo;
  /** In the plan's order: by point, then by policy. */
  readonly groups: readonly GroupSummary[];
}

/** What reports know of a run: its size does not depend on the number of seeds, but for the values that are kept. */
export interface RunSummary {
  readonly scenarios: readonly ScenarioSummary[];
  readonly policies: readonly PolicyInfo[];
  readonly cells: number;
  /** Cells that ended in a violation, an error or a timeout. */
  readonly trouble: number;
  /** Expectations that were checked, and how many of them do not hold. */
  readonly checked: number;
  readonly failed: number;
}

/** Figures (places in FIGURES) of a scenario of which every value is kept; share_of_ideal and its own headline always are. */
export type Kept = (scenario: ScenarioInfo) => readonly number[];

/** Sums up a run cell by cell, in the plan's order. */
export class RunSummariser implements RunSummary {
  readonly policies: readonly PolicyInfo[];
  cells = 0;
  trouble = 0;
  checked = 0;
  failed = 0;
  readonly #scenarios: ReadonlyMap<string, { info: ScenarioInfo; groups: Map<string, GroupSummary> }>;
  readonly #kept: Kept;

  constructor(scenarios: readonly ScenarioInfo[], policies: readonly PolicyInfo[], kept: Kept = () => []) {
    this.policies = policies;
    this.#kept = kept;
    this.#scenarios = new Map(scenarios.map((info) => [info.name, { info, groups: new Map() }]));
  }

  get scenarios(): readonly ScenarioSummary[] {
    return [...this.#scenarios.values()].map(({ info, groups }) => ({ info, groups: [...groups.values()] }));
  }

  add(cell: CellFigures): void {
    this.cells++;
    if (isTrouble(cell.status)) this.trouble++;
    const scenario = this.#scenarios.get(cell.scenario);
    if (scenario === undefined) throw new Error(`a cell of '${cell.scenario}', which the run does not have`);
    const { info, groups } = scenario;
    const key = `${cell.point}\n${cell.policy}`;
    let group = groups.get(key);
    if (group === undefined) {
      const kept = [SHARE_OF_IDEAL, ...ownHeadline(info), ...this.#kept(info)];
      group = new GroupSummary(cell.point, cell.policy, kept, info.seeds.length);
      groups.set(key, group);
    }
    group.add(cell);
  }

  /** @param failed - how many of the checked ones do not hold. */
  addExpectations(checked: number, failed: number): void {
    this.checked += checked;
    this.failed += failed;
  }
}

function ownHeadline({ headline }: ScenarioInfo): readonly number[] {
  const place = headline === undefined ? -1 : figureNamed(headline);
  return place < 0 ? [] : [place];
}

const SHARE_OF_IDEAL = figurePlace('coverage', 'share_of_ideal');

/** The summary of a run that is held in memory. */
export function summaryOf(result: RunResult, kept?: Kept): RunSummary {
  const summary = new RunSummariser(result.scenarios, result.policies, kept);
  for (const cell of result.cells) summary.add(cellFigures(cell));
  const { expectations } = result;
  summary.addExpectations(expectations.length, expectations.filter(({ holds }) => !holds).length);
  return summary;
}

/** What a summary is told of a cell. */
export function cellFigures(cell: CellResult): CellFigures {
  const { scenario, point, seed, policy, status, message } = cell;
  const placements = hasFigures(status) ? cell.placements : [];
  return {
    ...{ scenario, point, seed, policy, status, message },
    figures: figuresOf(cell),
    mappings: placements.length,
    failedMappings: placements.filter((row) => row.status === 'failed').length,
    placements,
  };
}
