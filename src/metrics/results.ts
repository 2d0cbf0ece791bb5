import type { Status } from '../replay/status.ts';

export type { Status };

/** One row of a table: column name → value. `null` is an empty cell; sizes are bytes, addresses are numbers too. */
export type Row = Readonly<Record<string, number | string | null>>;

/** Which cell of the plan it is, and how it ended. */
export interface CellName {
  readonly scenario: string;
  readonly point: string;
  /** Empty where nothing is drawn. */
  readonly seed: number | null;
  /** The policy's label: its id, with the options that are not default: `wilcox-length(cont=off)`. */
  readonly policy: string;
  readonly status: Status;
  /** Why it was skipped, or what went wrong; empty otherwise. */
  readonly message: string;
}

/** One cell of the plan: a scenario at one sweep point, with one seed, under one policy. */
export interface CellResult extends CellName {
  /** A row of placements.csv for every named mapping. */
  readonly placements: readonly Row[];
  /** The row of coverage.csv. */
  readonly coverage: Row;
  /** The row of fragmentation.csv. */
  readonly fragmentation: Row;
}

/** An expectation of a scenario, checked in one cell. */
export interface ExpectationResult {
  readonly scenario: string;
  readonly point: string;
  readonly seed: number | null;
  readonly policy: string;
  readonly file: string;
  /** Where it stands in the file: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly holds: boolean;
  /** `faults(bar2) == 2`. */
  readonly text: string;
  /** What the cell had instead. */
  readonly got: string;
}

/** A policy as it was run. */
export interface PolicyInfo {
  readonly label: string;
  readonly id: string;
  /** Facts that it must be told. */
  readonly needs: readonly string[];
  /** Who tells it: nobody, mm, file system, driver, user space, the lab. */
  readonly toldBy: string;
  readonly source: string;
}

/** A scenario as it was run. */
export interface ScenarioInfo {
  readonly name: string;
  readonly file: string;
  /** The comment above it: where it comes from. */
  readonly comment: string;
  readonly machine: string;
  /** Labels of its sweep points, in order; `['']` where nothing is swept. */
  readonly points: readonly string[];
  /** Empty where nothing is drawn. */
  readonly seeds: readonly number[];
  /** The metric that the scenario's author had in mind. */
  readonly headline?: string;
}

/** Everything that a run found, cells in the plan's order: scenario, point, seed, policy (`linux` first). */
export interface RunResult {
  readonly scenarios: readonly ScenarioInfo[];
  readonly policies: readonly PolicyInfo[];
  readonly cells: readonly CellResult[];
  readonly expectations: readonly ExpectationResult[];
}
