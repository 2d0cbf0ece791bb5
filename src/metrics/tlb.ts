import type { Machine } from '../machine/machine.ts';
import { packedMap } from '../machine/packed-map.ts';
import type { Touch } from '../plan/operation.ts';
import type { TouchPattern } from '../tlb/patterns.ts';
import { runTouches, type TouchProgram } from '../tlb/simulate.ts';
import type { TouchResult } from '../tlb/tlb.ts';
import { WalkCache } from '../tlb/walk-cache.ts';
import type { Row } from './results.ts';
import { type TouchedMapping, tlbLeaves, touchedMemory } from './touched-memory.ts';

/**
 * What a scenario without touches is measured with: lines all over its named mappings, each as likely as the other, the
 * same draws in every scenario. Enough that entries of level 2 fill and miss, few enough to cost next to nothing.
 */
export const DEFAULT_TOUCHES = { kind: 'uniform', count: 16384, seed: 1 } as const satisfies TouchPattern;

/** The touches of a cell as the TLB sees them; undefined where nothing that is mapped is touched. */
export function touchProgram(
  machine: Machine,
  mappings: readonly TouchedMapping[],
  touches: readonly Touch[],
): TouchProgram | undefined {
  const all = packedMap(mappings, ({ slot }) => slot);
  const wanted = touches.length > 0 ? touches : [{ slots: all, pattern: DEFAULT_TOUCHES }];
  const touchings = packedMap(wanted, ({ slots, pattern }) => ({
    memory: touchedMemory(
      machine,
      slots.flatMap((slot) => mappings.filter((mapping) => mapping.slot === slot)),
    ),
    pattern,
  }));
  if (touchings.every(({ memory }) => memory.runs.length === 0)) return undefined;
  const { tlb, pageBytes } = machine;
  const walkCache = tlb.walkCached ? new WalkCache(tlb.walkCaches, tableSpans(machine)) : undefined;
  return { geometry: tlb, leaves: tlbLeaves(machine), pageBytes, touchings, walkCache };
}

/** Addresses that one table of each level serves, from PTE tables up, in TLB units. */
function tableSpans({ pageBytes, tableBits, levels }: Machine): readonly number[] {
  const tables = Array.from({ length: Math.min(levels - 1, 3) }, (_, level) => level + 1);
  return tables.map((level) => (pageBytes * 2 ** (tableBits * level)) / 4096);
}

/** The columns of coverage.csv that touches fill. */
export function tlbColumns({ tlb }: Machine, result: TouchResult | undefined): Row {
  if (!result || result.accesses === 0)
    return {
      tlb_touches: null,
      tlb_l1_misses: null,
      tlb_walks: null,
      mpka: null,
      walk_cycles: null,
      tlb_entries_used: null,
      tlb_reach: null,
    };
  return {
    tlb_touches: result.accesses,
    tlb_l1_misses: result.l1Misses,
    tlb_walks: result.walks,
    mpka: (result.walks * 1000) / result.accesses,
    walk_cycles: result.walkLevels * tlb.costs.walkLevelCycles,
    tlb_entries_used: result.entriesUsed,
    tlb_reach: result.reachBytes,
  };
}

/** Runs a cell's touches. */
export function measureTouches(
  machine: Machine,
  mappings: readonly TouchedMapping[],
  touches: readonly Touch[],
): Row {
  const program = touchProgram(machine, mappings, touches);
  // Without touches of its own a scenario has the same ones in every trial on its machine.
  const same = touches.length > 0 ? touches : machine;
  return tlbColumns(machine, program && remembered(program, same));
}

/** Results by what makes the touches the same: most policies place alike. */
const RESULTS = new WeakMap<object, Map<string, TouchResult>>();

/** Layouts that are remembered of each; beyond, all are forgotten, so that memory is bounded. */
const MOST_LAYOUTS = 256;

function remembered(program: TouchProgram, same: object): TouchResult {
  const known = RESULTS.get(same) ?? new Map<string, TouchResult>();
  RESULTS.set(same, known);
  const key = placementKey(program);
  const result = known.get(key) ?? runTouches(program);
  if (known.size >= MOST_LAYOUTS) known.clear();
  known.set(key, result);
  return result;
}

/**
 * Equal where touches hit and miss alike: without walk caches addresses count modulo the leaf times the sets, and
 * where all leaves are of one size, moving all of them by as many leaves only turns the sets round.
 */
export function placementKey({ geometry, leaves, touchings, walkCache }: TouchProgram): string {
  const sets = Math.max(...geometry.arrays.map(({ entries, ways }) => entries / ways));
  const all = touchings.flatMap(({ memory }) => memory.runs);
  const { leaf: first, vaBytes: origin } = all[0]!;
  const turns = !walkCache && all.every(({ leaf }) => leaf === first);
  const offset = turns ? origin - (origin % leaves[first]!.bytes) : 0;
  const layouts = packedMap(touchings, ({ memory }) => [
    memory.lengthBytes,
    ...packedMap(memory.runs, ({ from, to, leaf, vaBytes }) => {
      const span = leaves[leaf]!.bytes * sets;
      const place = (((vaBytes - offset) % span) + span) % span;
      return [from, to, leaf, walkCache ? vaBytes : place];
    }),
  ]);
  return JSON.stringify(layouts);
}
