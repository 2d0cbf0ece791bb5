import { KEYWORD_TOKENS } from '../../../grammar/tokens.ts';

const texts = (topic: string): string[] =>
  (KEYWORD_TOKENS[topic] ?? []).map(({ LABEL }) => (LABEL ?? '').slice(1, -1));
const KEYWORDS = new Set(Object.keys(KEYWORD_TOKENS).flatMap(texts));

const MACHINE_WORDS = texts('machine').filter((word) => word !== 'unlimited');
const DEVICE_WORDS = ['driver', 'populate', 'vfio', 'tells', 'hook', 'pgoff_shift', 'bar', 'region'];
const REGION_WORDS = ['phys', 'size', 'prefetchable', 'hole', 'range', 'offset'];
const FILE_WORDS = ['fs', 'size', 'folios', 'huge', 'dax', 'page', 'hook'];
const DECLARATION_WORDS = ['language', 'include', 'machine', 'device', 'file', 'scenario'];
const SYSTEM_CALLS = ['mmap', 'munmap', 'mremap', 'mprotect', 'brk'];
const OTHER_STATEMENTS = ['revoke', 'restore', 'touch', 'repeat', 'choose'];
const ITEM_WORDS = ['sweep', 'let', 'seeds', 'occupancy', 'device', 'file', 'expect'];
const CLAUSES = [
  'offset',
  'length',
  'of',
  'at',
  'fixed',
  'noreplace',
  '32bit',
  'growsdown',
  'private',
  'shared',
];
const MORE_CLAUSES = ['prot', 'nohugepage', 'guest', 'times', 'stride', 'stream'];

/** What may stand where the parser looks for the next statement: statements, items, and clauses of the one before. */
export const STATEMENT_WORDS: readonly string[] = [
  ...SYSTEM_CALLS,
  ...OTHER_STATEMENTS,
  ...ITEM_WORDS,
  ...CLAUSES,
  ...MORE_CLAUSES,
];

/** Blocks of settings by grammar rule: how they are called, and the words that they know. */
export const BLOCKS: Readonly<Record<string, { readonly name: string; readonly words: readonly string[] }>> =
  {
    machineDeclaration: { name: 'a machine', words: MACHINE_WORDS },
    deviceDeclaration: { name: 'a device', words: DEVICE_WORDS },
    regionBlock: { name: 'a region', words: REGION_WORDS },
    fileDeclaration: { name: 'a file', words: FILE_WORDS },
  };

/** Whether a word belongs to the language. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}

/** Whether a word begins a statement, an item or a declaration. */
export function beginsStatement(word: string): boolean {
  return [...SYSTEM_CALLS, ...OTHER_STATEMENTS, ...ITEM_WORDS, ...DECLARATION_WORDS].includes(word);
}
