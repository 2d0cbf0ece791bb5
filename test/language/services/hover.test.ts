import { describe, expect, it } from 'vitest';
import { KEYWORD_TOKENS } from '../../../grammar/tokens.ts';
import { hoverAt } from '../../../src/language/services/hover.ts';
import { WORD_MEANINGS } from '../../../src/language/services/word-meanings.ts';
import { DECLARED, opened } from './marked.ts';

function hover(source: string): string {
  const { document, offset, scenarios } = opened(source);
  return hoverAt(document, offset, scenarios)?.markdown ?? '';
}

const inScenario = (body: string) => `${DECLARED}scenario "s" on spr {\n${body}\n}\n`;

/** A place, and pieces of what must be told. 2G is 2^31 bytes, 524,288 pages of 4K. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a size',
    inScenario('  a = mmap model length <|>2G'),
    ['2,147,483,648 bytes', '0x80000000', '524,288 pages of 4K', 'multiple of 1G'],
  ],
  ['an odd size', inScenario('  a = mmap model length 62M - <|>4K'), ['4,096 bytes', '1 page of 4K']],
  [
    'an address',
    inScenario('  a = mmap model at <|>0x7fff_4010_3000'),
    ['0x7fff_4010_3000', 'mod 2M = 1036K', 'mod 1G = 1036K'],
  ],
  [
    'a region',
    inScenario('  a = mmap gpu.<|>bar2'),
    ['gpu.bar2', '2,147,483,648 bytes', 'PA mod 1G = 0', 'mmap offset `0x200_0000_0000`'],
  ],
  [
    'a mapping',
    inScenario('  a = mmap gpu.bar2\n  expect faults(<|>a) == 2'),
    ['mapping a', 'gpu.bar2', 'PA mod 2M = 0'],
  ],
  [
    'a device',
    inScenario('  a = mmap <|>gpu.bar2'),
    ['vfio-pci', 'by faults', 'start PFN', '`gpu.bar0` 16M'],
  ],
  ['a file', inScenario('  a = mmap <|>model'), ['ext4', 'hook thp', '40G']],
  [
    'a machine',
    `${DECLARED}scenario "s" on <|>spr { a = mmap gpu.bar2 }`,
    ['x86_64', 'kernel 6.18', 'pmd 2M', '0x7fff_f7ff_f000'],
  ],
  [
    'a preset',
    `${DECLARED}scenario "s" on <|>arm64-64k { a = mmap gpu.bar2 }`,
    ['arm64', 'pages of 64K', 'pmd 512M'],
  ],
  ['a variable', inScenario('  sweep size in 2M, 4M\n  a = mmap model length $<|>size'), ['$size', '2M, 4M']],
  [
    'a policy',
    inScenario('  expect faults == 2 for <|>gunthorpe-start-pfn'),
    ['a callback tells the start PFN', 'Jason Gunthorpe'],
  ],
  ['a policy with a dot', inScenario('  expect faults == 2 for qemu-<|>9.2'), ['qemu-9.2']],
  ['an option', inScenario('  expect faults == 2 for wilcox-length(<|>cont=off)'), ['wilcox-length.cont']],
  ['a metric', inScenario('  expect <|>share_of_ideal == 1'), ['metric share_of_ideal', 'higher is better']],
  ['a word', inScenario('  <|>occupancy { }'), ['before the first statement']],
];

describe('tells what a place means', () => {
  it.each(CASES)('%s', (_, source, pieces) => {
    const told = hover(source);
    for (const piece of pieces) expect(told).toContain(piece);
  });
});

it('is silent where nothing stands', () => {
  expect(hover(`${DECLARED}\n\n<|>\n`)).toBe('');
});

it('knows every word of the language', () => {
  const words = Object.values(KEYWORD_TOKENS)
    .flat()
    .map(({ LABEL }) => LABEL!.slice(1, -1));
  expect(words.filter((word) => !Object.hasOwn(WORD_MEANINGS, word))).toEqual([]);
});
