import { type Case, given, within } from './case.ts';

/** Mistakes in a text's form. */
export const SYNTAX_CASES: readonly Case[] = [
  given('PL1001', 'machine m <|arch|> x86_64 }', "its contents stand between '{' and '}'"),
  given('PL1002', 'scenario "s" { bar = mmap anon of <|2M|>', "close what was opened: add '}'"),
  within('PL1003', 'mmap anon of 2M<|;|>', 'statements need no end mark; remove it'),
  given(
    'PL1004',
    'include <|"lib.scn|>\n',
    'end it with a double quote on the same line; write \\" for a quote inside',
  ),
  { code: 'PL1005', source: '<|machine|> m { arch x86_64 }', hint: "begin it with 'language 1'" },
  {
    code: 'PL1006',
    source: 'language <|2|>',
    hint: "it reads version 1: install a newer policy-lab, or write 'language 1'",
  },
  {
    code: 'PL1020',
    source: 'language <|0|>\nscenario "s" { mmap anon of 4K }',
    hint: "write 'language 1', or run 'policy-lab migrate'",
  },
  within('PL1007', 'mmap anon of <|8MB|>', "sizes are binary and have one capital letter: write '8M'"),
  within('PL1008', '<|length|> = mmap anon of 2M', "choose another name, such as 'my_length'"),
  given('PL1009', 'machine m { arch x86_64 <|stak_limit|> 8M }', "did you mean 'stack_limit'?"),
  within('PL1010', '<|mmpa|> anon of 2M', "did you mean 'mmap'?"),
  within('PL1011', 'mmap anon of 2M prot r <|prot|> rw', 'keep one of the two'),
  within('PL1012', 'mmap anon of 2M <|+|>4K', "for a sum write blanks on both sides: '2M + 4K'"),
  within(
    'PL1013',
    'mmap gpu.bar0 <|8K|>',
    "say what it is: 'length 8K', 'offset 8K', 'at 0x7000_0000_0000', 'of 2M'",
  ),
  within(
    'PL1014',
    'mmap areas of gpu.bar0 <|length|> 4K',
    'each area has its own offset and length; map one area with offset and length instead',
  ),
  within('PL1015', 'mmap anon of <|0xfff_ffff_ffff_f000|>', 'the largest number is 128P (2^57)'),
  within('PL1016', 'a = mmap anon of 2M expect faults(a) <|=|> 2', "write '=='"),
  within('PL1018', `mmap anon of ${'('.repeat(49)}<|(|>4K${')'.repeat(50)}`, 'there may be 50 levels'),
  given(
    'PL1019',
    `scenario "s" { ${'8K x '.repeat(199)}<|8K|> ${'x 8K '.repeat(5000)}}`,
    'mend the ones before it first',
  ),
  within('PL1017', 'mmap anon of 2M shared <|private|>', 'keep one of the two'),
  given(
    'PL1024',
    'file log { fs ext4 size 1G } <|# allow PL2015|>',
    "say why: '# allow PL2015: …'; without one it allows nothing",
  ),
  given(
    'PL1021',
    'file log { fs ext4 size 1G } <|# allow PL2051: for the next scenario|>',
    'check names the code of each finding; docs/diagnostics.md lists all',
  ),
  given(
    'PL1022',
    'machine m { aslr off } <|# allow PL2015: for the next scenario|>',
    'PL2015 is not found here: remove the comment',
  ),
  given(
    'PL1023',
    'machine m { aslr off } <|# allow PL2001: for the next scenario|>',
    'mend it: a scenario with an error does not run',
  ),
];
