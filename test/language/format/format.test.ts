import { describe, expect, it } from 'vitest';
import { formatText } from '../../../src/language/format/format-text.ts';

/** Formats a text that has no mistake of form. */
function formatted(text: string): string {
  const result = formatText('t.scn', text);
  if ('errors' in result) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.text;
}

/** What goes in, and what must come out. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['blanks', 'language   1\nmachine  a{arch x86_64}', 'language 1\nmachine a { arch x86_64 }\n'],
  [
    'operators and lengths',
    'scenario "s"{let a=(4K+4K)*2-1\nbrk +8M\nbrk -4K\nb=mmap anon of $a%3\n}',
    'scenario "s" {\n  let a = (4K + 4K) * 2 - 1\n  brk +8M\n  brk -4K\n  b = mmap anon of $a % 3\n}\n',
  ],
  [
    'signs before parentheses',
    'device d { region r { range 0 +(2 * 4K) } } scenario "s" { let a = -(4K) - -2M  brk +(4K) }',
    'device d { region r { range 0 +(2 * 4K) } }\nscenario "s" { let a = -(4K) - -2M  brk +(4K) }\n',
  ],
  [
    'a sum that looked like a length',
    'scenario "s" { a = mmap anon of 2M at b +2M }',
    'scenario "s" { a = mmap anon of 2M  at b + 2M }\n',
  ],
  [
    'a fraction before dots keeps its blank',
    'scenario "s" { sweep a in 0.5 .. 2 }',
    'scenario "s" { sweep a in 0.5 ..2 }\n',
  ],
  [
    'something that is no number keeps its blank too',
    'scenario "s" { sweep a in 00x5 .. 2 }',
    'scenario "s" { sweep a in 00x5 ..2 }\n',
  ],
  [
    'addresses',
    'device d { region r { range 0x2000FF000000 +4K range 0xb9_0000 +4K } }',
    'device d { region r { range 0x2000_ff00_0000 +4K  range 0xb9_0000 +4K } }\n',
  ],
  [
    'clauses two blanks apart, flags one',
    'scenario "s" {\na=mmap gpu.bar0 offset 4K length 8K at b+2M fixed prot r\nmmap f shared\n}',
    'scenario "s" {\n  a = mmap gpu.bar0  offset 4K  length 8K  at b + 2M fixed  prot r\n  mmap f shared\n}\n',
  ],
  [
    'columns of BARs',
    'device d {\nbar 0 { phys 0x1000 size 16M prefetchable }\nbar 2 { phys 0x10_0000 size 2G prefetchable }\n}',
    'device d {\n  bar 0 { phys 0x1000     size 16M  prefetchable }\n  bar 2 { phys 0x10_0000  size 2G   prefetchable }\n}\n',
  ],
  [
    'columns of expectations, over a comment',
    'scenario "s" {\nexpect a == 1 for p\n# why\nexpect abc == 12 for q\nexpect b == 1\n\nexpect d == 1 for q\n}',
    'scenario "s" {\n  expect a == 1     for p\n  # why\n  expect abc == 12  for q\n  expect b == 1\n\n  expect d == 1  for q\n}\n',
  ],
  [
    'comments: trailing ones aligned, own lines indented',
    '# top\nmachine a { # first\narch x86_64 # one\nkernel 6.18    # two\n# last\n}\n# end',
    '# top\nmachine a {  # first\n  arch x86_64  # one\n  kernel 6.18  # two\n  # last\n}\n# end\n',
  ],
  [
    'a comment inside a statement',
    'scenario "s" { expect a == 1 # why\nfor p }',
    'scenario "s" {\n  expect a == 1  # why\n      for p\n}\n',
  ],
  [
    'one empty line at most, none at the ends of a block',
    '\n\nlanguage 1\n\n\n\nmachine a {\n\narch x86_64\n\n\nkernel 6.18\n\n}\n\n',
    'language 1\n\nmachine a {\n  arch x86_64\n\n  kernel 6.18\n}\n',
  ],
  [
    'members that share a line',
    'machine a {\narch x86_64   kernel 6.18\naslr off }',
    'machine a {\n  arch x86_64  kernel 6.18\n  aslr off\n}\n',
  ],
  [
    'a block that is too long is opened',
    `scenario "s" { ${'mmap anon of 2M '.repeat(7)}}`,
    `scenario "s" {\n${'  mmap anon of 2M\n'.repeat(7)}}\n`,
  ],
  [
    'a statement broken in two is joined where it fits',
    'scenario "s" {\n  expect a == 1\n    for p,\n    q\n}',
    'scenario "s" {\n  expect a == 1  for p, q\n}\n',
  ],
  ['an empty block', 'scenario "s" {\n}', 'scenario "s" {\n}\n'],
  ['an empty block on one line', 'scenario "s" {}', 'scenario "s" { }\n'],
  ['declarations each on its line', 'machine a { } machine b { }', 'machine a { }\nmachine b { }\n'],
  ['line ends of Windows', 'language 1\r\n\r\nmachine a { }\r\n', 'language 1\r\n\r\nmachine a { }\r\n'],
  ['a byte order mark', '\uFEFFlanguage 1', 'language 1\n'],
  ['only comments', '# a\n\n\n#b', '# a\n\n#b\n'],
  ['nothing', '', ''],
];

describe('formats', () => {
  it.each(CASES)('%s', (_, text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });
});

it('leaves a text with a mistake of form alone and says where', () => {
  const result = formatText('t.scn', 'language 1\nmachine a { arch }\n');
  expect(result).toMatchObject({ errors: [{ code: 'PL1001', span: { file: 't.scn', start: 28, end: 29 } }] });
});

it('formats a text whose mistakes are not of form', () => {
  expect(formatted('scenario "s" { mmap nowhere of 8MB }')).toBe('scenario "s" { mmap nowhere of 8MB }\n');
});
