import type { TlbGeometry } from '../machine/tlb/geometry.ts';
import { evenTouches } from './closed-form.ts';
import { RunFinder, type TouchedMemory, type TouchedRun } from './memory.ts';
import { type TouchPattern, visitTouches } from './patterns.ts';
import { entryPlace, TLB_UNIT, Tlb, type TlbLeaf, type TouchResult, touchResult } from './tlb.ts';
import type { WalkCache } from './walk-cache.ts';

/** One step of a program's touches. */
export interface Touching {
  readonly memory: TouchedMemory;
  readonly pattern: TouchPattern;
}

/** Touches one after another, on a TLB that is empty at first. */
export interface TouchProgram {
  readonly geometry: TlbGeometry;
  readonly leaves: readonly TlbLeaf[];
  readonly pageBytes: number;
  readonly touchings: readonly Touching[];
  /** Made anew for this run; undefined where walks read every level. */
  readonly walkCache: WalkCache | undefined;
}

/** Runs a program of touches, by closed form where one holds. */
export function runTouches(program: TouchProgram): TouchResult {
  return closedForm(program) ?? simulateTouches(program);
}

/** Runs a program of touches step by step. */
export function simulateTouches(program: TouchProgram): TouchResult {
  const tlb = new Tlb(program.geometry, program.leaves, program.walkCache);
  for (const touching of program.touchings) touch(program, tlb, touching);
  return touchResult(tlb.counts(), tlb.inUse(1), tlb.inUse(2));
}

function touch(program: TouchProgram, tlb: Tlb, { memory, pattern }: Touching): void {
  if (pattern.kind === 'stride') {
    for (let round = 0; round < pattern.times; round++)
      for (const run of memory.runs) sweep(program, tlb, run, pattern.strideBytes);
    return;
  }
  const finder = new RunFinder(memory);
  visitTouches(pattern, memory.lengthBytes, program.pageBytes, (offset) => {
    const run = finder.find(offset);
    if (run) tlb.access(Math.floor((run.vaBytes + offset - run.from) / TLB_UNIT), run.leaf);
  });
}

/** A stride over one run: of all touches of one entry of level 1 in a row, the first decides. */
function sweep(
  { geometry, leaves }: TouchProgram,
  tlb: Tlb,
  { from, to, vaBytes, leaf }: TouchedRun,
  stride: number,
): void {
  const entryBytes = entryPlace(geometry.arrays, 1, leaves[leaf]!.bytes)?.bytes ?? 0;
  let at = Math.ceil(from / stride) * stride;
  while (at < to) {
    const va = vaBytes + at - from;
    const entryEnd = entryBytes === 0 ? va + 1 : (Math.floor(va / entryBytes) + 1) * entryBytes;
    const touches = Math.ceil((Math.min(entryEnd - va, to - at) || 1) / stride);
    tlb.access(Math.floor(va / TLB_UNIT), leaf, touches - 1);
    at += touches * stride;
  }
}

/** A program that is one stride over one run, in closed form; undefined where it is something else. */
function closedForm({ geometry, leaves, touchings, walkCache }: TouchProgram): TouchResult | undefined {
  const [only] = touchings;
  const run = only?.memory.runs[0];
  if (!run || touchings.length !== 1 || only.memory.runs.length !== 1 || walkCache) return undefined;
  const { pattern } = only;
  if (pattern.kind !== 'stride' || run.from !== 0) return undefined;
  return evenTouches(geometry, {
    leaf: leaves[run.leaf]!,
    vaBytes: run.vaBytes,
    lengthBytes: run.to,
    strideBytes: pattern.strideBytes,
    times: pattern.times,
  });
}
