import type { Machine } from '../machine/machine.ts';
import { packedMap } from '../machine/packed-map.ts';
import type { Stretch, VmaLeaves } from './leaves.ts';
import type { PopulatedVma, Population } from './population.ts';

/** Collects the page tables below the root that several mappings need together. */
export class PageTables {
  readonly #machine: Machine;
  /** For every level below the root, from the PTE tables up: the regions that need a table, as stretches. */
  readonly #needs: Stretch[][];
  #deposits = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#needs = Array.from({ length: machine.levels - 1 }, () => []);
  }

  /** Adds one VMA's tables. */
  add(population: Population, { vaBytes, lengthBytes }: PopulatedVma, leaves: VmaLeaves): void {
    if (population.by === 'none') return;
    const whole = [{ start: vaBytes, end: vaBytes + lengthBytes }];
    this.#needs.forEach((needs, level) => {
      needs.push(...(level === 0 ? leaves.belowPmd : level === 1 ? leaves.belowPud : whole));
    });
    if (this.#machine.deposits && population.by !== 'huge-fault') this.#deposits += leaves.counts.pmd;
  }

  /** Bytes of all tables: one page for every distinct region. */
  bytes(): number {
    const { pageBytes, tableBits } = this.#machine;
    let span = pageBytes;
    const tables = packedMap(this.#needs, (stretches) => {
      span *= 2 ** tableBits;
      return distinctRegions(stretches, span);
    });
    return (tables.reduce((sum, count) => sum + count, 0) + this.#deposits) * pageBytes;
  }
}

/** How many regions of `span` bytes the stretches touch. */
function distinctRegions(stretches: readonly Stretch[], span: number): number {
  let count = 0;
  let last = -1;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const from = Math.max(Math.floor(start / span), last + 1);
    const to = Math.ceil(end / span) - 1;
    if (to < from) continue;
    count += to - from + 1;
    last = to;
  }
  return count;
}
