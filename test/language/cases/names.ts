import { type Case, GPU, given, within } from './case.ts';

/** Names that mean nothing, or two things. */
export const NAME_CASES: readonly Case[] = [
  given('PL2001', 'scenario "s" on <|x86-64|> { mmap anon of 2M }', "did you mean 'x86_64'?"),
  within('PL2002', 'mmap <|modle|>', "did you mean 'model'?"),
  within('PL2003', 'mmap gpu.<|bar1|>', "did you mean 'bar0' or 'bar2'?"),
  within('PL2004', 'head = mmap anon of 2M touch <|haed|>', "did you mean 'head'?"),
  within('PL2005', 'sweep size in 1M, 2M mmap anon of $size mmap anon of <|$sise|>', "did you mean 'size'?"),
  given(
    'PL2006',
    'file log { fs ext4 size 1G } file <|log|> { fs xfs size 2G }',
    'give one of them another name',
  ),
  within(
    'PL2007',
    'a = mmap anon of 2M <|a|> = mmap anon of 4K',
    'names are unique in a scenario; give this one another',
  ),
  given(
    'PL2008',
    'scenario "s" { mmap anon of 2M }\nscenario <|"s"|> { mmap anon of 2M }',
    'names are unique in a file, because tables go by them',
  ),
  within('PL2009', 'let n = 1 let <|n|> = 2 mmap anon of $n * 4K', 'give one of them another name'),
  given('PL2010', 'device d { driver <|vfio-pcie|> bar 0 { phys 0 size 4K } }', "did you mean 'vfio-pci'?"),
  given('PL2011', 'file f { fs <|ext5|> size 1G }', "did you mean 'ext4', 'ext2' or 'ext3'?"),
  within(
    'PL2030',
    'a = mmap anon of 2M expect <|share_of_ideal|>(a) == 1',
    'write it without a mapping: expect share_of_ideal …',
  ),
  within('PL2031', 'a = mmap anon of 2M expect <|address|> == 4K', 'say of which: expect address(bar2) …'),
  within('PL2032', 'a = mmap anon of 2M expect status(a) == <|plced|>', "did you mean 'placed'?"),
  within(
    'PL2033',
    'headline <|address|> a = mmap anon of 2M',
    'it is a number of the whole scenario, such as share_of_ideal',
  ),
  within(
    'PL2034',
    'headline faults headline <|share_of_ideal|> a = mmap anon of 2M',
    'a table turns on one metric: keep one of them',
  ),
  within('PL2012', 'a = mmap anon of 2M expect <|fault|>(a) == 1', "did you mean 'faults'?"),
  within('PL2013', 'a = mmap anon of 2M expect faults(a) == 1 for <|linus|>', "did you mean 'linux'?"),
  within(
    'PL2014',
    'a = mmap anon of 2M expect faults(a) == 1 for wilcox-length(<|contt|>=off)',
    "did you mean 'cont'?",
  ),
  given(
    'PL2015',
    `${GPU.replace('gpu', '<|gpu|>')} scenario "s" { mmap anon of 2M }`,
    "remove it, or map it with 'mmap gpu.bar0'",
  ),
  within(
    'PL2016',
    'mmap anon of <|normal|>(4K, 8K)',
    'there are uniform(a, b), lognormal(median, p99), pareto(a, b) and one(a, b, …)',
  ),
  within('PL2017', 'mmap gpu.bar0 revoke <|gup|>', "did you mean 'gpu'?"),
  within(
    'PL2018',
    'repeat 3 { <|a|> = mmap anon of 2M }',
    "leave the name away, and unmap with 'munmap any'",
  ),
  within('PL2019', 'touch <|a|> a = mmap anon of 2M', 'move this statement below the one that maps it'),
  within(
    'PL2020',
    'let <|my-size|> = 2M mmap anon of 2M',
    "write 'my_size', so that '$a-4K' is a subtraction",
  ),
  within('PL2021', 'sweep <|size|> in 1M, 2M mmap anon of 4K', "use it as '$size', or remove it"),
  given(
    'PL2022',
    'machine a extends b { aslr off }\nmachine b extends <|a|> { aslr off }',
    'extend a preset, or a machine that does not come back here',
  ),
  given(
    'PL2023',
    'device d { driver uio bar 0 { phys 0 size 4K } bar <|0|> { phys 0x1000 size 4K } }',
    'give one of them another number or name',
  ),
  given('PL2024', 'machine m { commit <|1854bc6e2421|> off }', "did you mean '1854bc6e2420'?"),
  within('PL2025', 'mmap <|gpu|>', "write 'gpu.bar0'"),
  within('PL2026', 'mmap <|model.bar0|>', "write 'mmap model'"),
  within('PL2027', 'a = mmap areas of gpu.bar0 touch <|a|>', "write 'a.0' for the first"),
  given('PL2028', 'machine <|arm64-4k|> { arch arm64 }', 'give the machine another name'),
  within('PL2029', 'a = mmap areas of gpu.bar0 touch <|a.2|>', 'they are a.0 to a.1'),
];
