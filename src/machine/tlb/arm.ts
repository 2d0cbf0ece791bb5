import { GIB, KIB, MIB } from '../bytes.ts';
import { type KnownTlb, tlbArray } from './geometry.ts';

const REPLACEMENT = 'replacement is taken as true LRU; Arm does not say';
const CONTIGUOUS =
  'a contiguous run is taken as one entry where its size is among those held, else as entries of the next size below';
const WALK = 'a level of a walk is taken as one hit in the L2 data cache; walk caches are guesses';

/** Sizes of the Cortex-A76 manual's L1 data TLB: no 32M and no 1G, which are smashed. */
const L1_SIZES = [4 * KIB, 16 * KIB, 64 * KIB, 2 * MIB, 512 * MIB];
const L2_SIZES = [4 * KIB, 16 * KIB, 64 * KIB, 2 * MIB, 32 * MIB, 512 * MIB, GIB];

interface Core {
  readonly id: string;
  readonly cores: string;
  readonly l1Entries: number;
  readonly l2Entries: number;
  readonly l2Ways: number;
  readonly sources: readonly string[];
  readonly uncertain: readonly string[];
}

function neoverse({ l1Entries, l2Entries, l2Ways, uncertain, ...names }: Core): KnownTlb {
  return {
    ...names,
    arch: 'arm64',
    arrays: [tlbArray(1, L1_SIZES, l1Entries, l1Entries), tlbArray(2, L2_SIZES, l2Entries, l2Ways)],
    coalesceBytes: 0,
    costs: { l2HitCycles: 5, walkLevelCycles: 11 },
    walkCaches: { pmdEntries: 32, pudEntries: 8, p4dEntries: 4 },
    uncertain: [...uncertain, REPLACEMENT, CONTIGUOUS, WALK],
  };
}

/** Arm's server cores. */
export const ARM_TLBS: readonly KnownTlb[] = [
  neoverse({
    id: 'neoverse-n1',
    cores: 'Arm Neoverse N1 (Graviton 2, Altra)',
    l1Entries: 48,
    l2Entries: 1280,
    l2Ways: 5,
    sources: ['Arm Cortex-A76 Technical Reference Manual, 100798: the MMU, which Neoverse N1 shares'],
    uncertain: ['that the A76 may put four contiguous pages into one entry of level 2 is left out'],
  }),
  neoverse({
    id: 'neoverse-n2',
    cores: 'Arm Neoverse N2 (Cobalt 100)',
    l1Entries: 44,
    l2Entries: 1280,
    l2Ways: 5,
    sources: ['measurements of others: 44 entries in level 1, 1,280 in level 2'],
    uncertain: ['all of it; sizes held are those of the Cortex-A76'],
  }),
  neoverse({
    id: 'neoverse-v1',
    cores: 'Arm Neoverse V1 (Graviton 3)',
    l1Entries: 40,
    l2Entries: 2048,
    l2Ways: 8,
    sources: ['Arm Neoverse V1 Technical Reference Manual, 101427, from memory'],
    uncertain: ['entries of level 1, 40 or 48, and the sizes held, which are those of the Cortex-A76'],
  }),
  neoverse({
    id: 'neoverse-v2',
    cores: 'Arm Neoverse V2 (Graviton 4, Grace)',
    l1Entries: 48,
    l2Entries: 2048,
    l2Ways: 8,
    sources: ['Arm Neoverse V2 Technical Reference Manual, 102375, from memory'],
    uncertain: ['the sizes held, which are those of the Cortex-A76'],
  }),
];
