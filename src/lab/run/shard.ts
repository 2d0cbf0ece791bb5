import { createHash } from 'node:crypto';
import type { TrialName } from './trial-record.ts';

/** One of several parts of a plan that run apart. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** Parts that a plan can be cut into. */
export const MOST_SHARDS = 999_999;

/** Reads `2/7`; undefined where the text is no shard. */
export function parseShard(text: string): Shard | undefined {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  return index >= 1 && index <= of ? { index, of } : undefined;
}

/**
 * Whether a trial belongs to a shard. It depends on the names of its scenario, point and seed alone, so that a new
 * scenario, point, seed or policy moves no other trial.
 */
export function inShard({ scenario, point, seed }: TrialName, { index, of }: Shard): boolean {
  const name = JSON.stringify([scenario, point, seed]);
  return createHash('sha256').update(name).digest().readUIntBE(0, 6) % of === index - 1;
}
