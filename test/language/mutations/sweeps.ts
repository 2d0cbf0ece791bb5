import { type Mutation, mutation } from './mutation.ts';

/** Sweeps, seeds, budgets and other files. */
export const SWEEPS: readonly Mutation[] = [
  mutation(
    'PL5001',
    'gaps',
    'sweep count in 100, 1000, 10000',
    '<|sweep count in 1..10_001|>',
    'sweep less, or allow more with --max-points 10001',
  ),
  // The loop's calls and the one below it.
  mutation(
    'PL5002',
    'processes',
    'repeat 63 { mmap anon of $size }',
    '<|repeat 5_000_001 { mmap anon of $size }|>',
    'repeat less, or allow more with --max-statements 5000002',
  ),
  mutation(
    'PL5003',
    'processes',
    'sweep size in 4632K, 4M, 2M + 4K',
    'sweep (size, twice) in (4M, 8M), <|(2M)|>',
    'write one value a name: (size, twice)',
  ),
  mutation(
    'PL5004',
    'gaps',
    'sweep gap in 4M, 6M - 4K, 6M',
    '<|sweep gap in 4M, 6M - 4K, 4M|>',
    'it is taken once; remove the other',
  ),
  mutation(
    'PL5005',
    'arm64',
    'granule by granule" {',
    'granule by granule" on <|arm-4k|> {',
    "remove 'on arm-4k'",
  ),
  mutation(
    'PL5006',
    'thread',
    'type1-6_14, type1-6_15\n',
    'type1-6_14, type1-6_15\n  <|sweep machine in spr|>\n',
    'keep one of the sweeps, or zip them: sweep (a, b) in (1, 2), (3, 4)',
  ),
  mutation(
    'PL5007',
    'thread',
    '  occupancy { maps',
    '  <|seeds 1..3|>\n  occupancy { maps',
    "remove 'seeds', or draw a length with uniform(4K, 8M)",
  ),
  mutation('PL5009', 'churn', 'seeds 1..3', 'seeds <|1..1_000_000|>', 'use a shorter range'),
  mutation(
    'PL6001',
    'mastro',
    'language 0\n',
    'language 0\ninclude <|"lib.scn"|>\n',
    'paths are relative to the folder of this file',
  ),
  mutation(
    'PL6002',
    'mastro',
    'language 0\n',
    'language 0\ninclude <|"mastro.scn"|>\n',
    'remove this include: scenarios/mastro.scn → scenarios/mastro.scn',
  ),
  mutation(
    'PL6003',
    'thread',
    '"maps/gcc.maps"',
    '<|"maps/cc1.maps"|>',
    'copy /proc/PID/maps there; the path is relative to this file',
  ),
  mutation(
    'PL6007',
    'thread',
    '"maps/gcc.maps"',
    '<|"mastro.scn"|>',
    'copy /proc/PID/maps or smaps there as it is',
  ),
  mutation(
    'PL6004',
    'mastro',
    'language 0\n',
    'language 0\ninclude "arm64.scn"\ninclude <|"./arm64.scn"|>\n',
    'remove this line',
  ),
  mutation(
    'PL6005',
    'mastro',
    'language 0\n',
    'language 0\ninclude <|"arm64.scn"|>\n',
    'an include brings machines, devices and files only',
  ),
];
