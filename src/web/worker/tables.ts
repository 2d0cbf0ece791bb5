import type { RunResult } from '../../metrics/results.ts';
import { DEFAULT_HEADLINE } from '../../report/default-headline.ts';
import { type Failure, failuresOf } from '../../report/expectations.ts';
import { headlineNamed } from '../../report/headline.ts';
import { tablesOf } from '../../report/report.ts';
import type { Tables } from './messages.ts';

/** A run as the page shows it. */
export function tablesFor(result: RunResult, texts: ReadonlyMap<string, string>): Tables {
  return {
    tables: tablesOf(result, headlineNamed(DEFAULT_HEADLINE)!),
    failures: failuresOf(result, texts).map(failureLine),
    expectations: result.expectations.length,
    cells: result.cells.length,
  };
}

function failureLine({ line, policy, point, seed, expected, got }: Failure): string {
  const at = [point, seed === null ? '' : `seed ${seed}`].filter((part) => part !== '').join(', ');
  return `line ${line}, ${policy}${at === '' ? '' : ` at ${at}`}: expected ${expected}, got ${got}`;
}
