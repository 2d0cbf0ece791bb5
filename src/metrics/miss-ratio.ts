import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { RunFinder } from '../tlb/memory.ts';
import { visitTouches } from '../tlb/patterns.ts';
import type { TouchProgram } from '../tlb/simulate.ts';
import { missCurve, stackDistances } from '../tlb/stack-distance.ts';
import { PopulatedRegions } from './faults.ts';
import { measureIdeal, measureMapping } from './measure-mapping.ts';
import { PageTables } from './page-tables.ts';
import { type CellPlan, replayUnder } from './run-cell.ts';
import { touchProgram } from './tlb.ts';

/** Misses ÷ touches of a TLB with so many entries. */
export interface MissRatio {
  readonly entries: number;
  readonly ratio: number;
}

/** Every size from one entry up that is a power of two, or half as much again. */
const SIZES = Array.from({ length: 15 }, (_, i) => 2 ** i).flatMap((size) =>
  size === 1 ? [size] : [size, size * 1.5],
);

/**
 * How the touches of a cell that names none (`DEFAULT_TOUCHES`) miss under one policy, in fully associative TLBs of LRU
 * of every size, one entry a leaf whatever its size; first touches are misses. Undefined where the policy skips the
 * machine or fails, or nothing is mapped.
 */
export function missRatios(plan: CellPlan, policy: ChosenPolicy): readonly MissRatio[] | undefined {
  const { machine } = plan;
  if (policy.definition.skips?.(machine, policy.options) !== undefined) return undefined;
  const outcome = replayUnder(plan, policy);
  if (outcome.failure) return undefined;
  const tables = new PageTables(machine);
  const regions = new PopulatedRegions();
  const from = { from: { vaBytes: 0 }, oneVa: policy.options.ranges === 'one-va' };
  const touched = outcome.mappings.map((mapping) =>
    policy.definition.bound
      ? measureIdeal(machine, mapping, regions, tables, from).touched
      : measureMapping(machine, mapping, regions, tables).touched,
  );
  const program = touchProgram(machine, touched, []);
  if (program === undefined) return undefined;
  const entries = entriesTouched(program);
  return missCurve(stackDistances(entries), SIZES).map(({ entries: size, misses }) => ({
    entries: size,
    ratio: misses / entries.length,
  }));
}

/** Numbers of the leaves that are touched, in order; equal numbers are one leaf. */
function entriesTouched({ leaves, pageBytes, touchings }: TouchProgram): Float64Array {
  const touched: number[] = [];
  const known = new Map<number, number>();
  for (const { memory, pattern } of touchings) {
    const finder = new RunFinder(memory);
    visitTouches(pattern, memory.lengthBytes, pageBytes, (offset) => {
      const run = finder.find(offset);
      if (run === undefined) return;
      const place = Math.floor((run.vaBytes + offset - run.from) / leaves[run.leaf]!.bytes);
      const leaf = place * leaves.length + run.leaf;
      const number = known.get(leaf) ?? known.size;
      known.set(leaf, number);
      touched.push(number);
    });
  }
  return Float64Array.from(touched);
}
