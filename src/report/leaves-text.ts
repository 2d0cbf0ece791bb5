import { grouped } from './human-text.ts';

const KINDS: readonly (readonly [string, string])[] = [
  ['leaves_pud', 'PUD'],
  ['leaves_contpmd', 'contPMD'],
  ['leaves_pmd', 'PMD'],
  ['leaves_contpte', 'contPTE'],
  ['leaves_pte', 'PTE'],
];

/** Leaf entries, largest first, by the names of their columns: `54 PUD + 975 PMD`; `-` where there is none. */
export function leavesText(value: (name: string) => number | undefined): string {
  const parts = KINDS.flatMap(([name, word]) => {
    const count = value(name) ?? 0;
    return count > 0 ? [`${grouped(count)} ${word}`] : [];
  });
  return parts.length === 0 ? '-' : parts.join(' + ');
}
