import { type Mutation, mutation } from './mutation.ts';

const NESTED = 50;

/** The text's form. */
export const FORM: readonly Mutation[] = [
  mutation('PL1001', 'thread', 'spr {\n  arch', 'spr\n  <|arch|>', "its contents stand between '{' and '}'"),
  mutation(
    'PL1002',
    'mastro',
    'system_calls(bar4) == 4   for mastro\n}\n',
    'system_calls(bar4) == 4   for <|mastro|>\n',
    "close what was opened: add '}'",
  ),
  mutation(
    'PL1003',
    'thread',
    'bar2 = mmap gpu.bar2\n',
    'bar2 = mmap gpu.bar2<|;|>\n',
    'statements need no end mark; remove it',
  ),
  mutation(
    'PL1004',
    'thread',
    'scenario "2 GiB BAR, empty process" on spr {',
    'scenario <|"2 GiB BAR, empty process on spr {|>',
    'end it with a double quote on the same line; write \\" for a quote inside',
  ),
  mutation('PL1005', 'mastro', 'language 0\n\ndevice', '<|device|>', "begin it with 'language 0'"),
  mutation(
    'PL1006',
    'mastro',
    'language 0',
    'language <|7|>',
    "this program reads version 0: write 'language 0'",
  ),
  mutation(
    'PL1007',
    'thread',
    'size 16M',
    'size <|16MB|>',
    "sizes are binary and have one capital letter: write '16M'",
  ),
  mutation(
    'PL1008',
    'churn',
    '  regs = mmap gpu.bar0',
    '  <|any|> = mmap gpu.bar0',
    "choose another name, such as 'my_any'",
  ),
  mutation('PL1009', 'thread', 'stack_limit', '<|stak_limit|>', "did you mean 'stack_limit'?"),
  mutation('PL1010', 'processes', 'munmap arena', '<|munmpa|> arena', "did you mean 'munmap'?"),
  mutation(
    'PL1011',
    'processes',
    'prot none nohugepage',
    'prot none nohugepage <|prot|> rw',
    'keep one of the two',
  ),
  mutation(
    'PL1012',
    'arm64',
    'length 1G + 2M',
    'length 1G <|+|>2M',
    "for a sum write blanks on both sides: '1G + 2M'",
  ),
  mutation(
    'PL1013',
    'files',
    'mmap small  length 3M',
    'mmap small  <|3M|>',
    "say what it is: 'length 8K', 'offset 8K', 'at 0x7000_0000_0000', 'of 2M'",
  ),
  mutation(
    'PL1014',
    'areas',
    'areas of nvme.bar0',
    'areas of nvme.bar0 <|length|> 4K',
    'each area has its own offset and length; map one area with offset and length instead',
  ),
  mutation(
    'PL1015',
    'processes',
    'ram = mmap anon of 4G',
    'ram = mmap anon of <|0xfff_ffff_ffff_f000|>',
    'the largest number is 128P (2^57)',
  ),
  mutation('PL1016', 'churn', 'expect vmas == 1', 'expect vmas <|=|> 1', "write '=='"),
  mutation(
    'PL1017',
    'files',
    'mmap shm-never  length 4M shared',
    'mmap shm-never  length 4M shared <|private|>',
    'keep one of the two',
  ),
  mutation(
    'PL1018',
    'processes',
    'ram = mmap anon of 4G',
    `ram = mmap anon of ${'('.repeat(NESTED - 1)}<|(|>4G${')'.repeat(NESTED)}`,
    `there may be ${NESTED} levels`,
  ),
];
