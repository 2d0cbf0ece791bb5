import { GIB, KIB, MIB } from '../bytes.ts';
import { type KnownTlb, tlbArray } from './geometry.ts';

const MANUAL = 'Intel 64 and IA-32 Architectures Optimization Reference Manual, 248966';
const REPLACEMENT = 'replacement is taken as true LRU; Intel does not say';
const STORES =
  'loads only: from Ice Lake on, stores have 16 entries of their own for all sizes, which are left out';
const WALK =
  'a level of a walk is taken as one hit in the L2 data cache; walk caches are of sizes seen by others';

/** Skylake, Cascade Lake: the server cores of 2017 to 2020. */
const SKYLAKE_SP: KnownTlb = {
  id: 'skylake-sp',
  cores: 'Intel Skylake-SP, Cascade Lake, Cooper Lake',
  arch: 'x86_64',
  arrays: [
    tlbArray(1, [4 * KIB], 64, 4),
    tlbArray(1, [2 * MIB], 32, 4),
    tlbArray(1, [GIB], 4, 4),
    tlbArray(2, [4 * KIB, 2 * MIB], 1536, 12),
    tlbArray(2, [GIB], 16, 4),
  ],
  coalesceBytes: 0,
  costs: { l2HitCycles: 9, walkLevelCycles: 14 },
  walkCaches: { pmdEntries: 32, pudEntries: 4, p4dEntries: 2 },
  sources: [`${MANUAL}: TLB parameters of the Skylake client and server cores`],
  uncertain: [REPLACEMENT, 'some parts print 6 ways for the 1,536 entries in CPUID leaf 2', WALK],
};

/** 4K leaves may take all 16 ways of a set; 2M leaves one half of them, 1G leaves the other. */
const HALVES = [
  { leafBytes: 2 * MIB, ways: 8 },
  { leafBytes: GIB, ways: 8 },
];
const HALVES_NOTE =
  'level 2 is 1,024 entries for 4K and 2M beside 1,024 for 4K and 1G, by CPUID leaf 0x18; modelled as 16 ways of which 2M, and 1G, take at most 8 each';

/** Sunny Cove: Ice Lake servers. */
const ICE_LAKE: KnownTlb = {
  id: 'ice-lake',
  cores: 'Intel Sunny Cove (Ice Lake)',
  arch: 'x86_64',
  arrays: [
    tlbArray(1, [4 * KIB], 64, 4),
    tlbArray(1, [2 * MIB], 32, 4),
    tlbArray(1, [GIB], 8, 8),
    tlbArray(2, [4 * KIB, 2 * MIB, GIB], 2048, 16, HALVES),
  ],
  coalesceBytes: 0,
  costs: { l2HitCycles: 7, walkLevelCycles: 14 },
  walkCaches: { pmdEntries: 32, pudEntries: 4, p4dEntries: 2 },
  sources: [`${MANUAL}: TLB parameters of the Ice Lake client core`],
  uncertain: [REPLACEMENT, STORES, HALVES_NOTE, WALK],
};

/** Golden Cove, and Raptor Cove after it: Sapphire and Emerald Rapids. */
const GOLDEN_COVE: KnownTlb = {
  id: 'golden-cove',
  cores: 'Intel Golden Cove (Sapphire Rapids, Emerald Rapids)',
  arch: 'x86_64',
  arrays: [
    tlbArray(1, [4 * KIB], 96, 6),
    tlbArray(1, [2 * MIB], 32, 4),
    tlbArray(1, [GIB], 8, 8),
    tlbArray(2, [4 * KIB, 2 * MIB, GIB], 2048, 16, HALVES),
  ],
  coalesceBytes: 0,
  costs: { l2HitCycles: 7, walkLevelCycles: 15 },
  walkCaches: { pmdEntries: 32, pudEntries: 4, p4dEntries: 2 },
  sources: [
    `${MANUAL}: the Golden Cove microarchitecture, 96 entries for loads of 4K pages, 2,048 in level 2`,
  ],
  uncertain: ['ways of level 1 for 4K and for 1G', REPLACEMENT, STORES, HALVES_NOTE, WALK],
};

/** Intel's cores. */
export const INTEL_TLBS: readonly KnownTlb[] = [SKYLAKE_SP, ICE_LAKE, GOLDEN_COVE];
