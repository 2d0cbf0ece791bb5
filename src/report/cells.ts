import type { Column, Table } from '../metrics/catalogue.ts';
import type { CellResult, RunResult, ScenarioInfo } from '../metrics/results.ts';

/** The policy that all others are compared with. */
export const BASELINE = 'linux';

/** The policy that places nothing: a bound, which takes no part in a comparison. */
export const BOUND = 'ideal';

/** A policy's id, from its label: `wilcox-length(cont=off)` is `wilcox-length`. */
export function idOf(label: string): string {
  return label.replace(/\(.*$/, '');
}

/** The cells of one scenario, in the plan's order. */
export function cellsOf(result: RunResult, scenario: ScenarioInfo): readonly CellResult[] {
  return result.cells.filter((cell) => cell.scenario === scenario.name);
}

/** Whether a cell ran to its end, so that its figures mean something. */
export function hasFigures({ status }: CellResult): boolean {
  return status !== 'skipped' && !isTrouble(status);
}

/** Whether a status is a defect of a policy or of the run (exit code 1), rather than an outcome. */
export function isTrouble(status: CellResult['status']): boolean {
  return status === 'violation' || status === 'error' || status === 'timeout';
}

/** A figure of a whole cell. */
export function figure(cell: CellResult, column: Column, table: Exclude<Table, 'placements'>): number | null {
  if (!hasFigures(cell)) return null;
  const value = cell[table][column.name] ?? null;
  return typeof value === 'number' ? value : null;
}

/**
 * The rows of a scenario's table: the policies as they were asked for, `linux` first, each followed by the variants
 * that a sweep over its options made.
 */
export function labelsOf(result: RunResult, cells: readonly CellResult[]): readonly string[] {
  const shown = new Set(cells.map(({ policy }) => policy));
  const asked = result.policies.map(({ label }) => label);
  const ordered = new Set<string>();
  for (const label of [BASELINE, ...asked]) {
    if (shown.has(label)) ordered.add(label);
    for (const other of shown) if (!asked.includes(other) && idOf(other) === idOf(label)) ordered.add(other);
  }
  for (const label of shown) ordered.add(label);
  return [...ordered];
}
