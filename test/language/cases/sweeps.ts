import { type Case, given, within } from './case.ts';

/** Sweeps, seeds and budgets. */
export const SWEEP_CASES: readonly Case[] = [
  within(
    'PL5001',
    '<|sweep a in 1..11|> sweep b in 1..10 mmap anon of $a * $b * 4K',
    'sweep less, or allow more with --max-points 110',
  ),
  within(
    'PL5002',
    '<|repeat 6000 { mmap anon of 4K munmap any }|>',
    'repeat less, or allow more with --max-statements 12000',
  ),
  within('PL5003', 'sweep (a, b) in <|(1)|> mmap anon of $a * $b * 4K', 'write one value a name: (a, b)'),
  within('PL5004', '<|sweep n in 1, 2, 1|> mmap anon of $n * 4K', 'it is taken once; remove the other'),
  given(
    'PL5005',
    'scenario "s" on <|i386|> { sweep machine in i386, x86_64 mmap anon of 4K }',
    "remove 'on i386'",
  ),
  within(
    'PL5006',
    'sweep machine in i386 <|sweep machine in x86_64|> mmap anon of 4K',
    'keep one of the sweeps, or zip them: sweep (a, b) in (1, 2), (3, 4)',
  ),
  within('PL5007', '<|seeds 1..3|> mmap anon of 4K', "remove 'seeds', or draw a length with uniform(4K, 8M)"),
  within(
    'PL5010',
    'occupancy { <|scatter 20_000 anon of 4K between 0x1000_0000 and 0x4000_0000_0000|> } mmap anon of 4K',
    'scatter fewer or larger ones, or allow more with --max-statements 20000',
  ),
  within(
    'PL5011',
    'a = mmap anon of 1G <|touch a uniform 2_000_000|>',
    'touch less, or allow more with --max-touches 2000000',
  ),
  within('PL5009', 'seeds <|1..1_000_000|> mmap anon of uniform(4K, 8K)', 'use a shorter range'),
];

const unreadable = { sources: new Map([['lab/lib.scn', { error: 'no such file' }]]) };
const itself = { sources: new Map([['lab/lib.scn', 'language 1\ninclude "test.scn"\n']]) };
const library = { sources: new Map([['lab/lib.scn', 'language 1\nscenario "inner" { mmap anon of 4K }\n']]) };

/** Other files. */
export const FILE_CASES: readonly Case[] = [
  given('PL6001', 'include <|"lib.scn"|>', 'paths are relative to the folder of this file', unreadable),
  given('PL6002', 'include <|"./test.scn"|>', 'remove this include: lab/test.scn → lab/test.scn', itself),
  given(
    'PL6003',
    'scenario "s" { occupancy { maps <|"lib.scn"|> } mmap anon of 4K }',
    'copy /proc/PID/maps there; the path is relative to this file',
    unreadable,
  ),
  given(
    'PL6007',
    'scenario "s" { occupancy { maps <|"lib.scn"|> } mmap anon of 4K }',
    'copy /proc/PID/maps or smaps there as it is',
    library,
  ),
  given(
    'PL6008',
    'scenario "s" { a = mmap anon of 4K touch a trace <|"lib.scn"|> }',
    'the path is relative to this file; gzip and zstd are unpacked',
    unreadable,
  ),
  given(
    'PL6009',
    'scenario "s" { a = mmap anon of 4K touch a trace <|"lib.scn"|> }',
    'valgrind --tool=lackey --trace-mem=yes writes one, and so does the view tool of drmemtrace',
    library,
  ),
  given('PL6010', 'include <|"/etc/machines.scn"|>', 'write a path relative to the folder of this file'),
  given('PL2035', 'use <|machines/grce|>', "did you mean 'machines/grace'?"),
  given('PL6004', 'include "lib.scn" include <|"./lib.scn"|>', 'remove this line', library),
  given('PL6005', 'include <|"lib.scn"|>', 'an include brings machines, devices and files only', library),
  {
    code: 'PL6006',
    source: 'language <|1|>\nmachine m { aslr off }',
    hint: 'add: scenario "a first one" { bar = mmap anon of 2M }',
  },
];
