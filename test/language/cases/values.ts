import { type Case, given, within } from './case.ts';

/** Numbers and words that cannot be meant. */
export const VALUE_CASES: readonly Case[] = [
  given('PL3001', 'machine m { layout <|topdow|> }', "did you mean 'topdown'?"),
  within(
    'PL3002',
    'mmap anon of <|2M - 2M|>',
    'mmap(2) answers EINVAL; the smallest length is one page (4K)',
  ),
  within('PL3003', 'mmap gpu.bar0 offset <|0x1800|>', 'mmap(2) answers EINVAL; use 0x1000 or 0x2000'),
  within(
    'PL3004',
    'mmap gpu.bar0 offset 15M length <|2M|>',
    'the driver answers EINVAL; the length can be at most 1M',
  ),
  within(
    'PL3005',
    'mmap model offset 1G length <|2M|>',
    'the mapping succeeds, but touching what lies past the end raises SIGBUS',
  ),
  within(
    'PL3006',
    'mmap anon of 2M at <|0x8000_0000_0000|> fixed',
    'user addresses go from 0x10000 to 0x7ffffffff000',
  ),
  within(
    'PL3007',
    'mmap anon of 2M at <|0x7000_0000_0800|> fixed',
    'use 0x700000000000 or 0x700000001000; without fixed it is a hint',
  ),
  within('PL3008', 'mmap anon of <|2M / 0|>', 'the right side is 0 here; guard it with another value'),
  within(
    'PL3009',
    'repeat 9 { choose { 50%: mmap anon of 4K <|40%|>: munmap any } }',
    "add an arm for the rest: '10%: { }'",
  ),
  within('PL3010', 'seeds <|30..1|> mmap anon of uniform(4K, 8K)', "write '1..30'"),
  within('PL3012', 'mmap anon of <|1P|>', 'mmap(2) answers ENOMEM'),
  within('PL3013', 'mmap <|anon|>', "write 'of 2M', or 'length 2M'"),
  within('PL3014', 'munmap <|0x7000_0000_0000|>', "write 'munmap 0x700000000000 length 2M'"),
  within('PL3015', 'munmap <|any|>', "'any' takes one of the mappings that the enclosing 'repeat' has made"),
  given(
    'PL3016',
    'scenario "s" on arm64-4k { <|mmap anon of 2M 32bit|> }',
    'only x86-64 has it; the kernel ignores it elsewhere',
  ),
  within(
    'PL3017',
    'mmap gpu.bar2 guest at <|0x1_0010_0000|>',
    'the second stage can use no 1G leaf; use 0x100000000',
  ),
  within('PL3018', 'mmap anon of 2M <|fixed|>', "say where: 'at 0x7000_0000_0000 fixed'"),
  within('PL3019', 'occupancy { <|0x7000_0000..0x6000_0000|> anon }', 'the end must lie above the start'),
  within(
    'PL3020',
    'occupancy { 0x6000_0000..0x7000_0000 anon <|0x6ff0_0000 +2M file|> }',
    'move one of them; the overlap is 0x6ff00000 to 0x70000000',
  ),
  within('PL3021', 'occupancy { <|0x6000_0800|>..0x7000_0000 anon }', 'use 0x60000000 or 0x60001000'),
  within('PL3022', 'mmap anon of <|uniform(8M, 4K)|>', 'write the smaller value first'),
  within('PL3023', 'mmap anon of <|uniform(8M)|>', 'write uniform(4K, 8M)'),
  within('PL3024', 'mmap anon of <|4K - 8K|>', 'it must be 0 or more'),
  within('PL3025', 'repeat <|2.5|> { mmap anon of 4K }', 'round it, or change the division'),
  within(
    'PL3026',
    'occupancy { scatter 100 anon of <|2M|> between 0x6000_0000 and 0x6100_0000 }',
    'widen the range, or ask for less',
  ),
  within('PL3027', 'mmap areas of <|model|>', "write 'mmap areas of gpu.bar0'"),
  within('PL3028', 'mmap hugetlb <|3M|> of 6M', 'it has 2M, 1G'),
  within('PL3029', 'repeat <|0|> { mmap anon of 4K }', 'remove the statement, or give a larger number'),
  within('PL3030', 'a = mmap anon of 4K touch a stride <|0|>', "write 'stride 4K'"),
  given(
    'PL3031',
    'device d { driver vfio-pci bar 0 { phys 0x1000 size 4K } } scenario "s" on arm64-64k { <|mmap d.bar0|> }',
    'only whole pages can be mapped there: use multiples of 64K',
  ),
  within(
    'PL3032',
    'mmap anon of 2M at <|0x8000_0000_0000|>',
    'the kernel ignores it; user addresses go from 0x10000 to 0x7ffffffff000',
  ),
  given(
    'PL3033',
    'scenario "s" on arm64-64k { mmap anon of <|uniform(4K, 32K)|> }',
    'drawn lengths are whole pages of the machine: widen the bounds',
  ),
  within(
    'PL3034',
    'sweep size in 1G, 4G mmap gpu.bar2 length <|$size|>',
    'the driver answers EINVAL; the length can be at most 2G',
  ),
];
