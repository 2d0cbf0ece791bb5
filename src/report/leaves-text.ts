import type { Row } from '../metrics/results.ts';
import { grouped } from './human-text.ts';

const KINDS: readonly (readonly [string, string])[] = [
  ['leaves_pud', 'PUD'],
  ['leaves_contpmd', 'contPMD'],
  ['leaves_pmd', 'PMD'],
  ['leaves_contpte', 'contPTE'],
  ['leaves_pte', 'PTE'],
];

/** The leaf entries of a row, largest first: `54 PUD + 975 PMD`; `-` where there is none. */
export function leavesText(row: Row): string {
  const parts = KINDS.flatMap(([name, word]) => {
    const count = row[name];
    return typeof count === 'number' && count > 0 ? [`${grouped(count)} ${word}`] : [];
  });
  return parts.length === 0 ? '-' : parts.join(' + ');
}
