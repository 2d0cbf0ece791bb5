import { linesOf, positionOf } from '../language/render/lines.ts';
import { visibleLine } from '../language/render/visible.ts';
import type { ExpectationResult } from '../metrics/results.ts';

/** An expectation that failed, at its place. */
export interface Failure {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly scenario: string;
  readonly point: string;
  readonly seed: number | null;
  readonly policy: string;
  /** What was expected: `faults(bar2) == 2`. */
  readonly expected: string;
  readonly got: string;
}

/** The expectations that do not hold, at their places. `texts` holds the scenario files by their names. */
export function failuresOf(
  results: readonly ExpectationResult[],
  texts: ReadonlyMap<string, string>,
): readonly Failure[] {
  return results.filter(({ holds }) => !holds).map((each) => failure(each, texts));
}

function failure(each: ExpectationResult, texts: ReadonlyMap<string, string>): Failure {
  const { file, scenario, point, seed, policy, text, got } = each;
  const { line, column } = positionOf(linesOf(texts.get(file) ?? ''), each.start);
  return { file, line, column, scenario, point, seed, policy, expected: text, got };
}

/** A failure in one line: `scenarios/vfio.scn:12:3: linux: expected faults(bar2) == 2, got 524288`. */
export function failureText(failure: Failure): string {
  const { file, line, column, point, seed, policy, expected, got } = failure;
  const where = [point, seed === null ? '' : `seed ${seed}`].filter((part) => part !== '').join(', ');
  const at = where === '' ? '' : ` at ${where}`;
  return visibleLine(`${file}:${line}:${column}: ${policy}${at}: expected ${expected}, got ${got}`);
}
