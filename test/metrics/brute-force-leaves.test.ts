import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LEAF_KINDS, type LeafKind } from '../../src/machine/architectures.ts';
import { alignDown } from '../../src/machine/bytes.ts';
import { buildMachine, type Machine } from '../../src/machine/machine.ts';
import { PopulatedRegions } from '../../src/metrics/faults.ts';
import { type LeafCounts, noLeaves, vmaLeaves } from '../../src/metrics/leaves.ts';
import { PageTables } from '../../src/metrics/page-tables.ts';
import type { PopulatedVma, Population, Segment } from '../../src/metrics/population.ts';

/** A toy machine on which every page can be looked at: 4-entry tables, leaves of 2, 4, 8 and 16 pages. */
const PAGE = 4096;
const REAL = buildMachine({ arch: 'x86_64' }).machine!;
const TOY: Machine = {
  ...REAL,
  tableBits: 2,
  levels: 4,
  leafBytes: { pte: PAGE, contpte: 2 * PAGE, pmd: 4 * PAGE, contpmd: 8 * PAGE, pud: 16 * PAGE },
  pudSpanBytes: 16 * PAGE,
};
const KINDS: readonly LeafKind[] = ['pud', 'contpmd', 'pmd', 'contpte', 'pte'];

interface Counted {
  counts: LeafCounts;
  fallbacksPmd: number;
  fallbacksPud: number;
}

/** Populates page by page as the fault handler does, for PUD, PMD and PTE; the tables are shared by all VMAs. */
class PageByPage {
  pmdTables = new Set<number>();
  pteTables = new Set<number>();
  pudTables = new Set<number>();
  mapped = new Set<number>();

  populate(kinds: readonly LeafKind[], vma: PopulatedVma): Counted {
    const result = { counts: noLeaves(), fallbacksPmd: 0, fallbacksPud: 0 };
    for (let at = vma.vaBytes; at < vma.vaBytes + vma.lengthBytes; at += PAGE) {
      if (this.mapped.has(at)) continue;
      this.pudTables.add(Math.floor(at / (64 * PAGE)));
      this.#fault(kinds, vma, at, result);
    }
    return result;
  }

  #fault(kinds: readonly LeafKind[], vma: PopulatedVma, at: number, result: Counted) {
    const pud = Math.floor(at / TOY.leafBytes.pud);
    if (kinds.includes('pud') && !this.pmdTables.has(pud)) {
      if (this.#map('pud', vma, at, result)) return;
      result.fallbacksPud++;
    }
    this.pmdTables.add(pud);
    const pmd = Math.floor(at / TOY.leafBytes.pmd);
    if (kinds.includes('pmd') && !this.pteTables.has(pmd)) {
      if (kinds.includes('contpmd') && this.#map('contpmd', vma, at, result)) return;
      if (this.#map('pmd', vma, at, result)) return;
      result.fallbacksPmd++;
    }
    this.pteTables.add(pmd);
    if (kinds.includes('contpte') && this.#map('contpte', vma, at, result)) return;
    this.#map('pte', vma, at, result);
  }

  #map(kind: LeafKind, vma: PopulatedVma, at: number, result: Counted): boolean {
    const size = TOY.leafBytes[kind];
    const block = alignDown(at, size);
    const segment = vma.segments.find((s) => block >= s.vaBytes && block + size <= s.vaBytes + s.lengthBytes);
    if (!segment || (segment.targetBytes + block - segment.vaBytes) % size !== 0) return false;
    result.counts[kind]++;
    for (let page = block; page < block + size; page += PAGE) this.mapped.add(page);
    return true;
  }
}

const vmas = fc
  .array(
    fc.record({
      gap: fc.nat(40),
      segments: fc.array(fc.record({ pages: fc.integer({ min: 1, max: 80 }), target: fc.nat(64) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => {
    let at = 64;
    return parts.map(({ gap, segments }): PopulatedVma => {
      at += gap;
      const start = at;
      const laid = segments.map(({ pages, target }): Segment => {
        const segment = { vaBytes: at * PAGE, lengthBytes: pages * PAGE, targetBytes: target * PAGE };
        at += pages;
        return segment;
      });
      return {
        vaBytes: start * PAGE,
        lengthBytes: (at - start) * PAGE,
        mappingOffsetBytes: 0,
        segments: laid,
      };
    });
  });

const kindSets = fc.constantFrom<readonly LeafKind[]>(
  KINDS,
  ['pud', 'pmd', 'pte'],
  ['pmd', 'pte'],
  ['contpte', 'pte'],
  ['pte'],
);

it('counts leaves, fallbacks and page tables in closed form as page-by-page faults do', () => {
  fc.assert(
    fc.property(vmas, kindSets, (parts, kinds) => {
      const model = new PageByPage();
      const regions = new PopulatedRegions();
      const tables = new PageTables(TOY);
      const population: Population = { by: 'huge-fault', kinds };
      for (const vma of parts) {
        const leaves = vmaLeaves(TOY, kinds, vma);
        const faults = regions.populate(TOY, population, vma, leaves);
        tables.add(population, vma, leaves);
        const wanted = model.populate(kinds, vma);
        expect(leaves.counts).toEqual(wanted.counts);
        expect(faults.faults).toBe(LEAF_KINDS.reduce((sum, kind) => sum + wanted.counts[kind], 0));
        expect([faults.fallbacksPud, faults.fallbacksPmd]).toEqual([
          wanted.fallbacksPud,
          wanted.fallbacksPmd,
        ]);
      }
      const wantedTables = model.pmdTables.size + model.pteTables.size + model.pudTables.size;
      expect(tables.bytes()).toBe(wantedTables * PAGE);
    }),
    { numRuns: 2000 },
  );
});
