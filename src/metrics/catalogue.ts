/** Over 300 lines because it is one table: every column of every result file, in order. */

/** Which file a column stands in. */
export type Table = 'placements' | 'coverage' | 'fragmentation';

/** How the values of several seeds become one figure. */
export interface AcrossSeeds {
  readonly by: 'mean' | 'median';
  /** Why so, as the end of a sentence. */
  readonly because: string;
}

/** The files with figures of cells, and the one that compares them. */
export type ResultFile = Table | 'statistics';

/** What one column means: the single source for CSV headers, docs, tables and `policy-lab explain`. */
export interface Column {
  readonly name: string;
  readonly tables: readonly ResultFile[];
  /** How the value is written: sizes are bytes, addresses hexadecimal. */
  readonly type: 'text' | 'integer' | 'address' | 'ratio' | 'real';
  /** `bytes`, `leaves`, `faults`, …; empty for text. */
  readonly unit: string;
  /** Whether a reader should be glad of a high value. */
  readonly better: 'higher' | 'lower' | 'neither';
  /** One sentence; what it is, and when it is empty. */
  readonly meaning: string;
  /** Short heading for tables on a terminal. */
  readonly heading: string;
  /** Absent where values of several seeds have no figure in common: names, addresses. */
  readonly across?: AcrossSeeds;
}

const ALL: readonly Table[] = ['placements', 'coverage', 'fragmentation'];
const PLACED: readonly Table[] = ['placements'];
const COVERED: readonly Table[] = ['coverage'];
const BOTH: readonly Table[] = ['placements', 'coverage'];
const FRAGMENTS: readonly Table[] = ['fragmentation'];

const COUNTS: AcrossSeeds = { by: 'mean', because: 'counts and bytes add up from run to run' };
const RATIOS: AcrossSeeds = {
  by: 'mean',
  because: 'a ratio has no outliers and is often 0 or 1, between which a median jumps',
};
const LOGARITHMS: AcrossSeeds = { by: 'mean', because: 'bits are logarithms, which have no outliers' };
const EXTREMES: AcrossSeeds = {
  by: 'median',
  because: 'one mapping far from all others, in one seed, would rule a mean',
};
const MARKED: AcrossSeeds = {
  by: 'median',
  because: '-1 is a mark and no amount, which a mean would mix in',
};

function column(
  tables: readonly Table[],
  name: string,
  type: Column['type'],
  unit: string,
  better: Column['better'],
  heading: string,
  meaning: string,
  across = usual(type, unit),
): Column {
  return { name, tables, type, unit, better, meaning, heading, ...(across && { across }) };
}

/** What has no unit is no amount. */
function usual(type: Column['type'], unit: string): AcrossSeeds | undefined {
  if (unit === '') return undefined;
  return type === 'ratio' ? RATIOS : type === 'integer' ? COUNTS : undefined;
}

function leaves(kind: string, words: string): Column {
  return column(BOTH, `leaves_${kind}`, 'integer', 'leaves', 'neither', kind, `Leaf entries of ${words}.`);
}

/** Every column, in the order of the files. */
export const CATALOGUE: readonly Column[] = [
  column(ALL, 'scenario', 'text', '', 'neither', 'scenario', 'Name of the scenario; unique.'),
  column(
    ALL,
    'point',
    'text',
    '',
    'neither',
    'point',
    'Sweep point, `name=value` in order of name, joined by `;`; empty where nothing is swept.',
  ),
  column(
    ALL,
    'seed',
    'integer',
    '',
    'neither',
    'seed',
    'Seed of the random streams; empty where nothing is drawn.',
  ),
  column(
    ALL,
    'policy',
    'text',
    '',
    'neither',
    'policy',
    'Policy id, with the options that are not default in parentheses, in order of name.',
  ),
  column(
    ALL,
    'status',
    'text',
    '',
    'neither',
    'status',
    'placed, fixed, hint, fallback (the aligned searches failed, the kernel placed), failed, skipped, violation, error or timeout.',
  ),
  column(
    PLACED,
    'mapping',
    'text',
    '',
    'neither',
    'mapping',
    'Name of the mapping in the scenario; unnamed ones are background and not listed.',
  ),
  column(
    PLACED,
    'source',
    'text',
    '',
    'neither',
    'source',
    'What is mapped: device.region, a file, anon, hugetlb.',
  ),
  column(PLACED, 'length', 'integer', 'bytes', 'neither', 'length', 'Length as the mmap call has it.'),
  column(
    PLACED,
    'offset',
    'address',
    'bytes',
    'neither',
    'offset',
    'Offset as the mmap call has it: for VFIO, index << 40 plus the offset in the region.',
  ),
  column(
    PLACED,
    'pa',
    'address',
    'bytes',
    'neither',
    'PA',
    'Physical address of the first byte; empty where the mapping has none of its own.',
  ),
  column(
    PLACED,
    'address',
    'address',
    'bytes',
    'neither',
    'address',
    'Virtual address at the end of the scenario; empty where there is none.',
  ),
  column(
    PLACED,
    'search',
    'text',
    '',
    'neither',
    'search',
    'The search that won: plain, mask SIZE, thp SIZE, shmem SIZE, exact SIZE, hint, fixed, or user space.',
  ),
  column(
    PLACED,
    'align',
    'integer',
    'bytes',
    'neither',
    'align',
    'Alignment that the winning search asked for.',
  ),
  leaves('pte', 'one page'),
  leaves('contpte', 'a contiguous run of PTEs, one a run'),
  leaves('pmd', 'one PMD'),
  leaves('contpmd', 'a contiguous run of PMDs, one a run'),
  leaves('pud', 'one PUD'),
  column(
    COVERED,
    'bytes_mapped',
    'integer',
    'bytes',
    'neither',
    'mapped',
    'Bytes of the named mappings, in whole pages.',
  ),
  column(
    BOTH,
    'bytes_huge',
    'integer',
    'bytes',
    'higher',
    'huge',
    'Bytes under leaves larger than the base page.',
  ),
  column(
    BOTH,
    'coverage_2m_or_more',
    'ratio',
    'ratio',
    'higher',
    '>=2M',
    'Bytes under leaves of 2 MiB or more, as a ratio of the bytes mapped.',
  ),
  column(
    COVERED,
    'share_of_ideal',
    'ratio',
    'ratio',
    'higher',
    'ideal',
    'Bytes times levels saved (PMD 1, PUD 2), as a ratio of the same under VA = PA modulo the largest leaf; empty where that is 0.',
  ),
  column(
    COVERED,
    'share_2m',
    'ratio',
    'ratio',
    'higher',
    'ideal 2M',
    'Bytes under leaves of 2 MiB or more, as a ratio of the same under ideal; empty where that is 0.',
  ),
  column(
    COVERED,
    'share_1g',
    'ratio',
    'ratio',
    'higher',
    'ideal 1G',
    'Bytes under leaves of 1 GiB or more, as a ratio of the same under ideal; empty where that is 0.',
  ),
  column(
    PLACED,
    'bytes_aligned',
    'integer',
    'bytes',
    'higher',
    'aligned',
    'Bytes in PMD-sized blocks of the source that lie whole inside the mapping at a congruent address.',
  ),
  column(
    PLACED,
    'bytes_unaligned',
    'integer',
    'bytes',
    'lower',
    'unaligned',
    'Bytes in PMD-sized blocks of the source that lie whole inside the mapping, but at an address that is not congruent.',
  ),
  column(
    PLACED,
    'bytes_partial',
    'integer',
    'bytes',
    'neither',
    'partial',
    'Bytes in PMD-sized blocks of the source that the mapping holds only in part.',
  ),
  column(
    BOTH,
    'faults',
    'integer',
    'faults',
    'lower',
    'faults',
    'Page faults to populate the whole mapping once, ascending.',
  ),
  column(
    BOTH,
    'fallbacks_pmd',
    'integer',
    'faults',
    'lower',
    'PMD fallb.',
    'Huge faults that tried a PMD and fell back: at most one a PMD-sized region, none where a neighbour has made the table.',
  ),
  column(
    BOTH,
    'fallbacks_pud',
    'integer',
    'faults',
    'lower',
    'PUD fallb.',
    'Huge faults that tried a PUD and fell back: at most one a PUD-sized region, none where a neighbour has made the table.',
  ),
  column(COVERED, 'leaves', 'integer', 'leaves', 'lower', 'leaves', 'Leaf entries of all sizes.'),
  column(
    COVERED,
    'tlb_entries',
    'integer',
    'entries',
    'lower',
    'TLB',
    'TLB entries that hold every leaf at once; a contPTE block counts 1; no capacity, no smashing, no coalescing.',
  ),
  column(
    COVERED,
    'page_table_bytes',
    'integer',
    'bytes',
    'lower',
    'tables',
    'Distinct page tables below the root that the named mappings need together, and the tables deposited with their PMD leaves where the machine says so; under ideal no two mappings share one.',
  ),
  column(
    BOTH,
    'type1_lookups',
    'integer',
    'look-ups',
    'lower',
    'type1',
    'Steps of VFIO type1 to pin the mapping: one a leaf since 6.15, one a page before.',
  ),
  column(
    BOTH,
    'kvm_leaves_pte',
    'integer',
    'leaves',
    'lower',
    'KVM pte',
    'Second-stage leaves of one page, with the guest address of the scenario.',
  ),
  column(
    BOTH,
    'kvm_leaves_pmd',
    'integer',
    'leaves',
    'neither',
    'KVM pmd',
    'Second-stage leaves of one PMD.',
  ),
  column(
    BOTH,
    'kvm_leaves_pud',
    'integer',
    'leaves',
    'neither',
    'KVM pud',
    'Second-stage leaves of one PUD.',
  ),
  ...['pte', 'pmd', 'pud'].map((kind) =>
    column(
      BOTH,
      `iommu_leaves_${kind}`,
      'integer',
      'leaves',
      kind === 'pte' ? 'lower' : 'neither',
      `IOMMU ${kind}`,
      `Leaves of one ${kind.toUpperCase()} in the I/O page tables when VFIO type1 maps the guest's memory for DMA at its guest address.`,
    ),
  ),
  column(
    COVERED,
    'iotlb_entries',
    'integer',
    'entries',
    'lower',
    'IOTLB',
    'IOTLB entries that hold every leaf of the I/O page tables at once.',
  ),
  column(
    COVERED,
    'tlb_touches',
    'integer',
    'touches',
    'neither',
    'touches',
    "Accesses of the scenario's touch statements that meet mapped memory; without such statements 16,384 lines drawn all over the named mappings. Empty where nothing is mapped.",
  ),
  column(
    COVERED,
    'tlb_l1_misses',
    'integer',
    'misses',
    'lower',
    'L1 misses',
    "Touches that miss the first level of the machine's data TLB, empty at first.",
  ),
  column(
    COVERED,
    'tlb_walks',
    'integer',
    'walks',
    'lower',
    'walks',
    'Touches that miss every level: page walks.',
  ),
  column(COVERED, 'mpka', 'real', 'misses', 'lower', 'MPKA', 'Page walks in a thousand touches.'),
  column(
    COVERED,
    'walk_cycles',
    'integer',
    'cycles',
    'lower',
    'walk cyc.',
    'Levels of page tables that the walks read, times the cycles of one level: a cost by the model, no time that was measured.',
  ),
  column(
    COVERED,
    'tlb_entries_used',
    'integer',
    'entries',
    'lower',
    'used',
    'TLB entries of both levels that are in use after the last touch.',
  ),
  column(
    COVERED,
    'tlb_reach',
    'integer',
    'bytes',
    'higher',
    'reach',
    'Bytes that the entries in use after the last touch cover, of the level that reaches further.',
  ),
  column(
    BOTH,
    'aslr_bits',
    'real',
    'bits',
    'higher',
    'ASLR',
    'Bits of randomness left to the address, as if ASLR were on; in coverage the least of all named mappings.',
    LOGARITHMS,
  ),
  column(
    PLACED,
    'bytes_lost',
    'integer',
    'bytes',
    'lower',
    'lost',
    "Hole left between the result and the end of the gap that it was taken from, on the search's side, when the mapping was placed.",
  ),
  column(
    PLACED,
    'searches',
    'integer',
    'searches',
    'lower',
    'searches',
    'vm_unmapped_area() calls that the placement took.',
  ),
  column(
    PLACED,
    'system_calls',
    'integer',
    'calls',
    'lower',
    'syscalls',
    'System calls that the mapping took.',
  ),
  column(
    PLACED,
    'hook_calls',
    'integer',
    'calls',
    'lower',
    'hooks',
    'Calls into the driver to ask what it will map.',
  ),
  column(FRAGMENTS, 'vmas', 'integer', 'VMAs', 'lower', 'VMAs', 'VMAs of the whole process.'),
  column(
    FRAGMENTS,
    'window_start',
    'address',
    'bytes',
    'neither',
    'from',
    'Start of the window that fragmentation speaks of: the lowest VMA of the linux run of the same cell.',
  ),
  column(
    FRAGMENTS,
    'window_end',
    'address',
    'bytes',
    'neither',
    'to',
    'End of the window: mmap_base. In the legacy layout the window is mirrored: from mmap_base to the highest VMA.',
  ),
  column(FRAGMENTS, 'gaps', 'integer', 'gaps', 'lower', 'gaps', 'Gaps between VMAs inside the window.'),
  column(FRAGMENTS, 'gap_bytes', 'integer', 'bytes', 'neither', 'free', 'Bytes of those gaps.'),
  column(
    FRAGMENTS,
    'largest_gap',
    'integer',
    'bytes',
    'higher',
    'largest',
    'Bytes of the largest gap inside the window.',
    EXTREMES,
  ),
  column(
    FRAGMENTS,
    'gap_histogram',
    'text',
    '',
    'neither',
    'histogram',
    'Gaps by size: floor(log2(bytes)):count, joined by spaces.',
  ),
  column(
    FRAGMENTS,
    'unusable_2m',
    'ratio',
    'ratio',
    'lower',
    'unus. 2M',
    'Free bytes of the window in which no aligned 2 MiB block fits, as a ratio of all its free bytes; empty where nothing is free.',
  ),
  column(FRAGMENTS, 'unusable_1g', 'ratio', 'ratio', 'lower', 'unus. 1G', 'The same for 1 GiB blocks.'),
  column(
    FRAGMENTS,
    'extfrag_2m',
    'real',
    'index',
    'lower',
    'extfrag 2M',
    'External fragmentation index for 2 MiB: -1 where a request would succeed, else towards 0 for lack of space and 1 for fragmentation.',
    MARKED,
  ),
  column(FRAGMENTS, 'extfrag_1g', 'real', 'index', 'lower', 'extfrag 1G', 'The same for 1 GiB.', MARKED),
  column(
    FRAGMENTS,
    'span',
    'integer',
    'bytes',
    'lower',
    'span',
    'From the lowest to the highest VMA of the process.',
    EXTREMES,
  ),
  column(
    FRAGMENTS,
    'bytes_lost_to_alignment',
    'integer',
    'bytes',
    'lower',
    'lost',
    "Sum over all placements, when each is made, of the hole between the result and the end of the gap on the search's side; holes refilled later are not deducted.",
  ),
  column(
    FRAGMENTS,
    'bytes_lost_over_linux',
    'integer',
    'bytes',
    'lower',
    'over linux',
    'The same less what linux loses in the same cell.',
  ),
  column(
    FRAGMENTS,
    'failed',
    'integer',
    'calls',
    'lower',
    'failed',
    'Calls of the scenario that returned an error.',
  ),
  column(
    FRAGMENTS,
    'padding_losses',
    'integer',
    'searches',
    'lower',
    'padding',
    'Aligned searches that failed or moved on although an exact congruent slot existed.',
  ),
  column(
    FRAGMENTS,
    'searches',
    'integer',
    'searches',
    'lower',
    'searches',
    'vm_unmapped_area() calls of the whole scenario.',
  ),
  column(
    FRAGMENTS,
    'system_calls',
    'integer',
    'calls',
    'lower',
    'syscalls',
    'System calls of the whole scenario.',
  ),
  column(
    FRAGMENTS,
    'hook_calls',
    'integer',
    'calls',
    'lower',
    'hooks',
    'Calls into drivers to ask what they will map.',
  ),
];

/** The columns of one file, in order. */
export function columnsOf(table: Table): readonly Column[] {
  return CATALOGUE.filter(({ tables }) => tables.includes(table));
}

/** A column by its name (and table, where two files use one name for different things). */
export function columnNamed(name: string, table?: Table): Column | undefined {
  return CATALOGUE.find((c) => c.name === name && (table === undefined || c.tables.includes(table)));
}
