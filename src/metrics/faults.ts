import { LEAF_KINDS } from '../machine/architectures.ts';
import { alignDown, alignUp } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { Stretch, VmaLeaves } from './leaves.ts';
import type { PopulatedVma, Population } from './population.ts';

/** Faults to populate one VMA, ascending. */
export interface FaultCounts {
  readonly faults: number;
  readonly fallbacksPmd: number;
  readonly fallbacksPud: number;
}

/**
 * Page-table regions at the edges of VMAs that are populated already: where a neighbour has made the lower table, a
 * huge fault is not even tried there (kernel-facts 4.2). VMAs are contiguous, so they can only share their ends.
 */
export class PopulatedRegions {
  readonly #pmdTables = new Set<number>();
  readonly #pteTables = new Set<number>();

  /** Counts the faults of one VMA and remembers its tables. */
  populate(machine: Machine, { by, kinds }: Population, vma: PopulatedVma, leaves: VmaLeaves): FaultCounts {
    const pud = machine.pudSpanBytes;
    const pmd = machine.leafBytes.pmd || machine.pageBytes * 2 ** machine.tableBits;
    const huge = by === 'huge-fault' && kinds.length > 1;
    const fallbacksPud = huge && kinds.includes('pud') ? untabled(leaves.belowPud, pud, this.#pmdTables) : 0;
    const fallbacksPmd = huge && kinds.includes('pmd') ? untabled(leaves.belowPmd, pmd, this.#pteTables) : 0;
    remember(leaves.belowPud, pud, this.#pmdTables);
    remember(leaves.belowPmd, pmd, this.#pteTables);
    return { faults: countFaults(machine, by, vma, leaves), fallbacksPmd, fallbacksPud };
  }
}

/** Distinct regions of `span` bytes that stretches touch and that have no table yet. */
function untabled(stretches: readonly Stretch[], span: number, tables: ReadonlySet<number>): number {
  let count = 0;
  let last = -1;
  for (const { start, end } of stretches) {
    const from = Math.max(Math.floor(start / span), last + 1);
    const to = Math.ceil(end / span) - 1;
    if (to < from) continue;
    count += to - from + 1;
    if (tables.has(from)) count--;
    if (to !== from && tables.has(to)) count--;
    last = to;
  }
  return count;
}

function remember(stretches: readonly Stretch[], span: number, tables: Set<number>): void {
  for (const { start, end } of stretches) {
    tables.add(Math.floor(start / span));
    tables.add(Math.ceil(end / span) - 1);
  }
}

function countFaults(
  machine: Machine,
  by: Population['by'],
  vma: PopulatedVma,
  { counts, belowPmd }: VmaLeaves,
): number {
  if (by === 'remap' || by === 'none') return 0;
  if (by === 'huge-fault' && !machine.faults.hugePfnmap) return vma.lengthBytes > 0 ? 1 : 0;
  if (by !== 'file') return LEAF_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  const around = Math.max(machine.faultAroundBytes, machine.pageBytes);
  const windows = belowPmd.reduce(
    (sum, { start, end }) => sum + (alignUp(end, around) - alignDown(start, around)) / around,
    0,
  );
  return windows + counts.pmd + counts.contpmd + counts.pud;
}
