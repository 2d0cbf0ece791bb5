import { readAddressTrace } from '../import/address-trace.ts';
import type { TouchStatement } from '../language/checked-scenario.ts';
import { LINE_BYTES } from '../machine/touches.ts';
import type { TouchPattern } from '../tlb/patterns.ts';
import { type Bindings, evaluate } from './draw.ts';

/** What a pattern may need from outside. */
export interface TouchSources {
  /** Draws the seed of the pattern's own draws. */
  seed(): number;
  /** Text of a trace file by its path. */
  text(path: string): string;
}

/** A touch statement with its numbers settled. */
export function touchPattern(
  statement: TouchStatement,
  bindings: Bindings,
  sources: TouchSources,
): TouchPattern {
  const { pattern, path = '' } = statement;
  const times = evaluate(statement.times, bindings);
  const amount = statement.amount ? evaluate(statement.amount, bindings) : LINE_BYTES;
  switch (pattern) {
    case 'sequential':
    case 'stride':
      return { kind: 'stride', strideBytes: amount, times };
    case 'ring':
      return { kind: 'ring', ringBytes: amount, times };
    case 'phases': {
      const count = evaluate(statement.each!, bindings);
      return { kind: 'phases', windowBytes: amount, count, times, seed: sources.seed() };
    }
    case 'trace':
      return { kind: 'trace', offsets: offsetsOf(sources.text(path)), times };
    default:
      return { kind: pattern, count: amount * times, seed: sources.seed() };
  }
}

/** The trace that was read last: all points and seeds of a scenario touch by the same one. */
let last: { readonly text: string; readonly offsets: Float64Array } | undefined;

/** Addresses of a trace less the page of its lowest: where they lie in what is touched. */
function offsetsOf(text: string): Float64Array {
  if (last?.text === text) return last.offsets;
  const { addresses } = readAddressTrace(text);
  const lowest = addresses.reduce((least, address) => Math.min(least, address), Number.POSITIVE_INFINITY);
  const base = Math.floor(lowest / 4096) * 4096;
  const offsets = addresses.map((address) => address - base);
  last = { text, offsets };
  return offsets;
}
