import type { Row } from '../../metrics/results.ts';
import { idOf } from '../policy-labels.ts';

/** Results as their files have them. */
export interface ResultRows {
  readonly scenarios: readonly {
    readonly name: string;
    readonly file: string;
    readonly points: readonly string[];
    readonly seeds: readonly number[];
  }[];
  /** Labels, in the order of the run. */
  readonly policies: readonly string[];
  readonly placements: readonly Row[];
  readonly coverage: readonly Row[];
  readonly fragmentation: readonly Row[];
  /** Of statistics.csv; empty where there is none. */
  readonly statistics: readonly Row[];
}

/** A picture to be: its Vega-Lite specification is plain JSON, with the data in it. */
export interface Figure {
  /** Its file name without the ending: `coverage-thread`. */
  readonly name: string;
  readonly title: string;
  /** One sentence that a caption can take: what is shown, in which units, where the bound is. */
  readonly caption: string;
  /** The scenarios that it shows. */
  readonly scenarios: readonly string[];
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A group of scenarios that one page shows: those of one file. */
export interface Family {
  /** `thread` for `scenarios/thread.scn`. */
  readonly name: string;
  readonly scenarios: readonly string[];
}

/** The families of a run, in its order. */
export function familiesOf({ scenarios }: ResultRows): readonly Family[] {
  const families = new Map<string, string[]>();
  for (const { name, file } of scenarios) {
    const family = (file.split('/').at(-1) ?? file).replace(/\.scn$/, '').replace(/[^\w.-]/g, '-');
    const members = families.get(family);
    if (members) members.push(name);
    else families.set(family, [name]);
  }
  return [...families].map(([name, members]) => ({ name, scenarios: members }));
}

/** Rows of one scenario that have figures. */
export function rowsOf(rows: readonly Row[], scenario: string): readonly Row[] {
  return rows.filter((row) => row.scenario === scenario && !WITHOUT_FIGURES.has(String(row.status)));
}

const WITHOUT_FIGURES = new Set(['skipped', 'violation', 'error', 'timeout']);

/** The mean of what is known; null where nothing is. */
export function meanOf(values: readonly (number | string | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Policies that have rows, as they were asked for, each followed by the variants that a sweep over its options made. */
export function policiesIn(results: ResultRows, rows: readonly Row[]): readonly string[] {
  const shown = new Set(rows.map(({ policy }) => String(policy)));
  const ordered = new Set<string>();
  for (const label of results.policies) {
    if (shown.has(label)) ordered.add(label);
    for (const other of shown)
      if (!results.policies.includes(other) && idOf(other) === idOf(label)) ordered.add(other);
  }
  for (const label of shown) ordered.add(label);
  return [...ordered];
}

/** Six decimals: more than can be seen, and the same on every platform. */
export function rounded(value: number): number {
  return Number(value.toFixed(6));
}
