import type { RunResult } from '../../metrics/results.ts';
import { summaryOf } from '../../metrics/summary.ts';
import { DEFAULT_HEADLINE } from '../../report/default-headline.ts';
import { type Failure, failuresOf } from '../../report/expectations.ts';
import { headlineNamed } from '../../report/headline.ts';
import { keptFor, tablesOf } from '../../report/tables.ts';
import type { Tables } from './messages.ts';

/** A run as the page shows it. */
export function tablesFor(result: RunResult, texts: ReadonlyMap<string, string>): Tables {
  const headline = headlineNamed(DEFAULT_HEADLINE)!;
  const summary = summaryOf(result, keptFor(headline));
  return {
    tables: tablesOf(summary, headline),
    failures: failuresOf(result.expectations, texts).map(failureLine),
    failed: summary.failed,
    expectations: summary.checked,
    cells: summary.cells,
  };
}

function failureLine({ line, policy, point, seed, expected, got }: Failure): string {
  const at = [point, seed === null ? '' : `seed ${seed}`].filter((part) => part !== '').join(', ');
  return `line ${line}, ${policy}${at === '' ? '' : ` at ${at}`}: expected ${expected}, got ${got}`;
}
