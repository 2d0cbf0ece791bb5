import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../src/language/services/completion.ts';
import { MACHINE_PRESETS } from '../../../src/machine/machine.ts';
import { DECLARED, opened } from './marked.ts';

/** Labels of what is proposed at `<|>`. */
function labels(source: string): string[] {
  const { document, offset } = opened(source);
  return completionsAt(document, offset).items.map(({ label }) => label);
}

const inScenario = (body: string) => `${DECLARED}scenario "s" on spr {\n${body}\n}\n`;

/** A place, what must be proposed there, and what must not. */
const CASES: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'an empty file',
    '<|>',
    ['language 1', 'machine … { }', 'device … { }', 'scenario … { }'],
    ['mmap', 'bar'],
  ],
  ['behind the header', 'language 1\n<|>', ['machine', 'scenario'], ['mmap']],
  ['a library', 'language 1\nuse <|>', ['machines/grace', 'devices/nvme'], ['machine']],
  ['a machine of the library', 'language 1\nuse machines/<|>', ['grace', 'zen-4'], ['nvme']],
  ['a base', 'language 1\nmachine a extends <|>', [...Object.keys(MACHINE_PRESETS)], ['kernel']],
  [
    'a machine block',
    'language 1\nmachine a {\n  <|>\n}',
    ['arch', 'kernel', 'tlb', 'mmap_base'],
    ['driver', 'mmap'],
  ],
  ['an architecture', 'language 1\nmachine a { arch <|> }', ['x86_64', 'arm64', 'riscv64', 'i386'], ['arch']],
  ['a kernel', 'language 1\nmachine a { kernel <|> }', ['6.18', '6.12-stable'], []],
  ['a commit', 'language 1\nmachine a { commit <|> }', ['96204e15310c', 'anon-pgoff-zero'], []],
  [
    'a device block',
    'language 1\ndevice a { <|> }',
    ['driver', 'bar', 'bar … { }', 'tells'],
    ['phys', 'kernel'],
  ],
  ['a driver', 'language 1\ndevice a { driver v<|> }', ['vfio-pci', 'dmabuf'], []],
  [
    'a BAR',
    'language 1\ndevice a { driver vfio-pci\n  bar 2 { <|> } }',
    ['phys', 'size', 'prefetchable'],
    ['driver'],
  ],
  ['a size', 'language 1\ndevice a { bar 2 { phys 0x1000 size <|> } }', ['2M', '2G'], ['phys']],
  ['a unit', 'language 1\ndevice a { bar 2 { phys 0x1000 size 16<|> } }', ['16K', '16M', '16G'], ['2M']],
  ['a machine for a scenario', `${DECLARED}scenario "s" on <|>`, ['spr', 'arm64-64k'], ['gpu']],
  [
    'a statement',
    inScenario('  <|>'),
    ['mmap', 'repeat', 'expect', 'sweep', 'occupancy'],
    ['offset', 'phys'],
  ],
  [
    'a statement behind others',
    inScenario('  a = mmap gpu.bar2\n  b = mmap model\n  <|>'),
    ['mmap', 'expect'],
    ['phys'],
  ],
  [
    'what to map',
    inScenario('  a = mmap <|>'),
    ['gpu.bar2', 'gpu.bar0', 'model', 'anon', 'areas'],
    ['spr', 'a'],
  ],
  ['a region', inScenario('  a = mmap gpu.<|>'), ['bar0', 'bar2'], ['gpu.bar2', 'model']],
  ['clauses', inScenario('  a = mmap gpu.bar2 <|>'), ['offset', 'length', 'at', 'fixed', 'guest'], ['phys']],
  [
    'a mapping',
    inScenario('  a = mmap gpu.bar2\n  munmap <|>\n  z = mmap model'),
    ['a', 'any'],
    ['z', 'gpu'],
  ],
  ['an address', inScenario('  a = mmap gpu.bar2\n  b = mmap model at <|>'), ['a'], ['b', 'gpu']],
  ['a device', inScenario('  revoke <|>'), ['gpu'], ['model']],
  ['a variable', inScenario('  sweep size in 2M, 4M\n  a = mmap gpu.bar2 length $<|>'), ['$size'], ['mmap']],
  ['a metric', inScenario('  a = mmap gpu.bar2\n  expect <|>'), ['faults', 'leaves_pmd', 'status'], ['a']],
  ['a mapping in a claim', inScenario('  a = mmap gpu.bar2\n  expect faults(<|>'), ['a'], ['faults']],
  [
    'a status',
    inScenario('  a = mmap gpu.bar2\n  expect status(a) == <|>'),
    ['placed', 'fallback', 'fixed'],
    [],
  ],
  [
    'policies',
    inScenario('  expect faults == 2 for <|>'),
    ['linux', 'gunthorpe-start-pfn', 'qemu-9.2'],
    ['a'],
  ],
  [
    'an option',
    inScenario('  expect faults == 2 for wilcox-length(<|>'),
    ['cont', 'literal', 'test'],
    ['linux'],
  ],
  [
    'a value of an option',
    inScenario('  expect faults == 2 for wilcox-length(cont=<|>'),
    ['on', 'off'],
    ['cont'],
  ],
  ['a swept option', inScenario('  sweep option wilcox-length.<|>'), ['cont', 'test'], ['linux']],
  ['a headline', inScenario('  headline <|>'), ['share_of_ideal'], []],
  ['a protection', inScenario('  mmap model prot <|>'), ['r', 'rx', 'rwx'], []],
  [
    'in a loop',
    inScenario('  repeat 4 as i {\n    <|>\n  }'),
    ['mmap', 'munmap', 'choose'],
    ['sweep', 'expect'],
  ],
  ['a draw', inScenario('  mmap anon of <|>'), ['uniform', 'lognormal(', 'one('], ['mmap']],
  ['below a mistake', inScenario('  a = mmap mmap foo\n  b = mmap <|>'), ['gpu.bar2'], []],
  ['a file system', 'language 1\nfile f { fs <|> }', ['ext4', 'tmpfs', 'hugetlbfs'], ['size']],
];

describe('proposes what the place asks for', () => {
  it.each(CASES)('%s', (_, source, wanted, unwanted) => {
    const found = labels(source);
    expect(found).toEqual(expect.arrayContaining([...wanted]));
    for (const label of unwanted) expect(found).not.toContain(label);
  });
});

it('replaces the word that is being written', () => {
  const { document, offset } = opened(
    inScenario('  a = mmap gpu.bar2\n  expect faults == 2 for gunthorpe-st<|>'),
  );
  const { items, replace } = completionsAt(document, offset);
  expect(document.text.slice(replace.start, replace.end)).toBe('gunthorpe-st');
  expect(items.map(({ label }) => label)).toContain('gunthorpe-start-pfn');
});

it('gives each word of the language a meaning', () => {
  const { document, offset } = opened(inScenario('  <|>'));
  const without = completionsAt(document, offset).items.filter(({ detail }) => detail === '');
  expect(without).toEqual([]);
});
