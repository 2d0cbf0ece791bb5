import { columnsOf, type Table } from '../../metrics/catalogue.ts';
import type { CellResult, Row, ScenarioInfo } from '../../metrics/results.ts';
import { type Kept, RunSummariser, type RunSummary } from '../../metrics/summary.ts';
import { Trials } from '../../plan/trials.ts';
import type { Failure } from '../../report/expectations.ts';
import { rowsOfCsv } from './csv-rows.ts';
import type { Journal } from './journal.ts';
import type { PlanIdentity } from './plan-identity.ts';
import { decodeTrial, TABLES, type TrialName, type TrialRecord } from './trial-record.ts';

/** Failed expectations that are shown one by one. */
const MOST_FAILURES = 1000;

/** What the finished trials of a plan come to. */
export interface Summed {
  readonly summary: RunSummary;
  /** The first of the expectations that do not hold. */
  readonly failures: readonly Failure[];
}

/** Finished trials of a plan, in one journal or in several. */
export class Collection {
  readonly #plan: PlanIdentity;
  readonly #trials: Trials<string, ScenarioInfo>;
  readonly #journals: readonly Journal[];

  constructor(plan: PlanIdentity, journals: readonly Journal[]) {
    this.#plan = plan;
    this.#trials = new Trials(plan.scenarios);
    this.#journals = journals;
  }

  /** Trials of the plan that are in none of the journals. */
  get missing(): number {
    let missing = 0;
    for (let place = 0; place < this.#trials.count; place++) if (!this.#holder(place)) missing++;
    return missing;
  }

  /** The name of the trial at a place. */
  nameOf(place: number): TrialName {
    const { scenario, point, seed } = this.#trials.at(place);
    return { scenario: scenario.name, point, seed };
  }

  /** Every trial that is there, in the plan's order, whatever the order in which they were run. */
  *records(): Generator<TrialRecord> {
    for (let place = 0; place < this.#trials.count; place++) {
      const journal = this.#holder(place);
      if (journal !== undefined) yield decodeTrial(journal.read(place), this.nameOf(place));
    }
  }

  /**
   * The tables of all trials, piece by piece. Whoever goes through them all sums them up anew.
   * @param summed - takes what they came to when the last piece was read.
   */
  pieces(kept: Kept, summed: (result: Summed) => void): Iterable<ReadonlyMap<Table, Uint8Array>> {
    const { scenarios, policies } = this.#plan;
    const records = () => this.records();
    return {
      *[Symbol.iterator]() {
        const summary = new RunSummariser(scenarios, policies, kept);
        const shown: Failure[] = [];
        for (const { tables, cells, checked, failures } of records()) {
          for (const cell of cells) summary.add(cell);
          summary.addExpectations(checked, failures.length);
          shown.push(...failures.slice(0, MOST_FAILURES - shown.length));
          yield tables;
        }
        summed({ summary, failures: shown });
      },
    };
  }

  /** Every cell with its rows, read back from the records. */
  *cells(): Generator<CellResult> {
    for (const { tables, cells } of this.records()) {
      const rows = new Map(TABLES.map((table) => [table, rowsOfCsv(tables.get(table)!, columnsOf(table))]));
      const ofCell = (table: Table, policy: string): readonly Row[] =>
        rows.get(table)!.filter((row) => row.policy === policy);
      for (const { scenario, point, seed, policy, status, message } of cells) {
        yield {
          ...{ scenario, point, seed, policy, status, message },
          placements: ofCell('placements', policy),
          coverage: ofCell('coverage', policy)[0] ?? {},
          fragmentation: ofCell('fragmentation', policy)[0] ?? {},
        };
      }
    }
  }

  #holder(place: number): Journal | undefined {
    return this.#journals.find((journal) => journal.has(place));
  }
}
