import { GIB, KIB, MIB } from '../bytes.ts';
import { type KnownTlb, tlbArray } from './geometry.ts';

const GUIDE = 'AMD Software Optimization Guide';
const REPLACEMENT = 'replacement is taken as true LRU; AMD does not say';
const COALESCED =
  'that four 4K pages share one entry where VA and PA are congruent modulo 16K, at both levels, and at no other size';
const WALK = 'a level of a walk is taken as one hit in the L2 data cache';
const TABLES =
  'that pointers to PTE tables take entries of level 2 in all Zen cores: WikiChip has it of Zen 2, measured here on Zen 5';

interface Core {
  readonly id: string;
  readonly cores: string;
  readonly l1Entries: number;
  readonly l2Entries: number;
  readonly l2Ways: number;
  readonly walkLevelCycles: number;
  readonly sources: readonly string[];
  readonly uncertain: readonly string[];
}

/** All Zen cores: level 1 fully associative for every size, level 2 without 1G, which it holds as 2M. */
function zen({ l1Entries, l2Entries, l2Ways, walkLevelCycles, uncertain, ...names }: Core): KnownTlb {
  return {
    ...names,
    arch: 'x86_64',
    arrays: [
      tlbArray(1, [4 * KIB, 16 * KIB, 2 * MIB, GIB], l1Entries, l1Entries),
      tlbArray(2, [4 * KIB, 16 * KIB, 2 * MIB], l2Entries, l2Ways),
    ],
    coalesceBytes: 16 * KIB,
    costs: { l2HitCycles: 7, walkLevelCycles },
    walkCaches: { pmdEntries: 'level 2', pudEntries: 64, p4dEntries: 64 },
    uncertain: [...uncertain, REPLACEMENT, COALESCED, WALK, TABLES],
  };
}

/** AMD's cores. */
export const AMD_TLBS: readonly KnownTlb[] = [
  zen({
    id: 'zen-2',
    cores: 'AMD Zen 2 (Rome)',
    l1Entries: 64,
    l2Entries: 2048,
    l2Ways: 16,
    walkLevelCycles: 12,
    sources: [
      `${GUIDE} for Family 17h Models 30h and later, 56305: 64 entries for all sizes; 2,048 in level 2; 1G smashed into 2M`,
    ],
    uncertain: ['ways of level 2: WikiChip has 12, with which 2,048 entries make no whole number of sets'],
  }),
  zen({
    id: 'zen-3',
    cores: 'AMD Zen 3 (Milan)',
    l1Entries: 64,
    l2Entries: 2048,
    l2Ways: 16,
    walkLevelCycles: 12,
    sources: [`${GUIDE} for Family 19h, 56665: 64 entries for all sizes; 2,048 in level 2`],
    uncertain: ['ways of level 2'],
  }),
  zen({
    id: 'zen-4',
    cores: 'AMD Zen 4 (Genoa)',
    l1Entries: 72,
    l2Entries: 3072,
    l2Ways: 24,
    walkLevelCycles: 14,
    sources: [`${GUIDE} for the Zen 4 Microarchitecture, 57647: 72 entries for all sizes; 3,072 in level 2`],
    uncertain: ['ways of level 2'],
  }),
  zen({
    id: 'zen-5',
    cores: 'AMD Zen 5 (Turin)',
    l1Entries: 96,
    l2Entries: 4096,
    l2Ways: 16,
    walkLevelCycles: 14,
    sources: [
      'AMD at Hot Chips 2024: 96 entries in level 1, 4K entries in level 2 for every size but 1G',
      `${GUIDE} for the AMD Zen5 Microarchitecture, 58455`,
    ],
    uncertain: ['ways of level 2'],
  }),
];
