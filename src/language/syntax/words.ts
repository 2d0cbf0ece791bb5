import { KEYWORD_TOKENS } from '../../../grammar/tokens.ts';

const texts = (topic: string): string[] =>
  (KEYWORD_TOKENS[topic] ?? []).map(({ LABEL }) => (LABEL ?? '').slice(1, -1));
const KEYWORDS = new Set(Object.keys(KEYWORD_TOKENS).flatMap(texts));

const MACHINE_WORDS = texts('machine').filter((word) => word !== 'unlimited');
const DEVICE_WORDS = ['driver', 'populate', 'vfio', 'tells', 'hook', 'pgoff_shift', 'bar', 'region'];
const REGION_WORDS = ['phys', 'size', 'prefetchable', 'hole', 'range', 'offset'];
const FILE_WORDS = ['fs', 'size', 'folios', 'huge', 'dax', 'page', 'hook'];
const DECLARATION_WORDS = ['language', 'include', 'use', 'machine', 'device', 'file', 'scenario'];
const SYSTEM_CALLS = ['mmap', 'munmap', 'mremap', 'mprotect', 'brk'];
const OTHER_STATEMENTS = ['revoke', 'restore', 'touch', 'repeat', 'choose'];
const ITEM_WORDS = ['sweep', 'let', 'seeds', 'headline', 'occupancy', 'device', 'file', 'expect'];
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

/** A rule that repeats its members: how it is called, what a member is called, and the words that begin one. */
export interface Block {
  readonly name: string;
  readonly member: string;
  readonly words: readonly string[];
  readonly holdsStatements?: true;
}

/** The repeating rules by their name in the grammar. */
export const BLOCKS: Readonly<Record<string, Block>> = {
  scenarioFile: { name: 'a file', member: 'a declaration', words: DECLARATION_WORDS },
  machineDeclaration: { name: 'a machine', member: 'a setting', words: MACHINE_WORDS },
  deviceDeclaration: { name: 'a device', member: 'a setting', words: DEVICE_WORDS },
  regionBlock: { name: 'a region', member: 'a setting', words: REGION_WORDS },
  fileDeclaration: { name: 'a file', member: 'a setting', words: FILE_WORDS },
  occupancy: { name: 'an occupancy', member: 'a range', words: ['maps', 'scatter', 'fill'] },
  choose: { name: 'a choice', member: "an arm such as '55%: munmap any'", words: [] },
  scenarioDeclaration: {
    name: 'a scenario',
    member: 'a statement',
    words: STATEMENT_WORDS,
    holdsStatements: true,
  },
  block: { name: 'a loop', member: 'a statement', words: STATEMENT_WORDS, holdsStatements: true },
};

/** Whether a word belongs to the language. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}

/** Whether a word begins a statement or an item of a scenario. */
export function beginsStatement(word: string): boolean {
  return [...SYSTEM_CALLS, ...OTHER_STATEMENTS, ...ITEM_WORDS].includes(word) && !beginsDeclaration(word);
}

/** Whether a word begins a declaration. */
export function beginsDeclaration(word: string): boolean {
  return DECLARATION_WORDS.includes(word);
}
