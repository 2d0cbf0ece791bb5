import { GIB, KIB, MIB } from '../bytes.ts';
import { type KnownTlb, tlbArray } from './geometry.ts';

/** SiFive's cores. */
export const SIFIVE_TLBS: readonly KnownTlb[] = [
  {
    id: 'sifive-u74',
    cores: 'SiFive U74 (JH7110)',
    arch: 'riscv64',
    arrays: [tlbArray(1, [4 * KIB, 2 * MIB, GIB], 40, 40), tlbArray(2, [4 * KIB], 512, 1)],
    coalesceBytes: 0,
    costs: { l2HitCycles: 8, walkLevelCycles: 20 },
    walkCaches: { pmdEntries: 8, pudEntries: 0, p4dEntries: 0 },
    sources: ['SiFive U74 Core Complex Manual: 40 entries fully associative, 512 direct-mapped in level 2'],
    uncertain: [
      'replacement is taken as true LRU',
      'level 2 as for 4K pages only: larger leaves are smashed into them there',
      'it has no Svnapot: 64K runs are smashed into 4K',
      'all costs',
    ],
  },
  {
    id: 'sifive-p550',
    cores: 'SiFive P550 (EIC7700X)',
    arch: 'riscv64',
    arrays: [
      tlbArray(1, [4 * KIB, 64 * KIB, 2 * MIB, GIB], 32, 32),
      tlbArray(2, [4 * KIB, 64 * KIB, 2 * MIB], 512, 4),
    ],
    coalesceBytes: 0,
    costs: { l2HitCycles: 9, walkLevelCycles: 13 },
    walkCaches: { pmdEntries: 16, pudEntries: 8, p4dEntries: 0 },
    sources: ['measurements of others: 32 entries in level 1, 512 in level 2'],
    uncertain: ['all of it; Svnapot is taken as held whole, one entry a 64K run'],
  },
];
