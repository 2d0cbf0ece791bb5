/** Facts in the words of a mail; others are shown as they are. */
const WORDS: Readonly<Record<string, string>> = {
  pa: 'PA',
  ranges: 'PA ranges',
  region: 'VFIO region',
  bar: 'BAR',
  startPfn: 'start PFN',
  action: 'mmap action',
  maxOrder: 'max order',
  execFolioOrder: 'exec folio order',
};

/** What a policy must be told beyond mmap(2) itself, in words; `-` where that is nothing. */
export function toldText(needs: readonly string[]): string {
  return needs.length === 0 ? '-' : needs.map((fact) => WORDS[fact] ?? fact).join(', ');
}
