import { GIB, MIB } from '../../machine/bytes.ts';
import type { Situation, SituationMapping } from './situation.ts';

/** A round place for a BAR. */
const PLAIN_PHYS = 0x2000_0000_0000;

/** Situations that are one step simpler than this one, the greatest steps first. Some may not be possible at all. */
export function* simplerSituations(situation: Situation): Generator<Situation> {
  const { mappings, occupied } = situation;
  if (occupied.length > 1) yield { ...situation, occupied: [] };
  if (mappings.length > 1) yield* mappings.map((one) => ({ ...situation, mappings: [one] }));
  yield* without(mappings).map((rest) => ({ ...situation, mappings: rest }));
  yield* without(occupied).map((rest) => ({ ...situation, occupied: rest }));
  if (situation.legacy) yield { ...situation, legacy: false };
  if (situation.machine !== 'x86_64') yield { ...situation, machine: 'x86_64' };
  if (situation.physBytes !== PLAIN_PHYS) yield { ...situation, physBytes: PLAIN_PHYS };
  for (const sizeBytes of simplerSizes(situation.sizeBytes)) yield { ...situation, sizeBytes };
  for (const [index, mapping] of mappings.entries()) {
    for (const simpler of simplerMappings(mapping))
      yield { ...situation, mappings: mappings.with(index, simpler) };
  }
  for (const [index, region] of occupied.entries()) {
    if (region.lengthBytes > 64 * 1024)
      yield { ...situation, occupied: occupied.with(index, { ...region, lengthBytes: 64 * 1024 }) };
  }
}

function without<T>(items: readonly T[]): T[][] {
  return items.length < 2
    ? items.length === 1
      ? [[]]
      : []
    : items.map((_, index) => items.filter((__, other) => other !== index));
}

function* simplerMappings(mapping: SituationMapping): Generator<SituationMapping> {
  if (mapping.hintBytes > 0) yield { ...mapping, hintBytes: 0 };
  if (mapping.offsetBytes > 0) yield { ...mapping, offsetBytes: 0 };
  for (const lengthBytes of simplerSizes(mapping.lengthBytes)) yield { ...mapping, lengthBytes };
}

/** Rounder or smaller sizes. */
function simplerSizes(bytes: number): number[] {
  const round = [64 * 1024, 2 * MIB, 4 * MIB, 64 * MIB, GIB, 2 * GIB];
  const power = 2 ** Math.floor(Math.log2(bytes));
  return [...new Set([...round, power / 2, power])].filter((size) => size < bytes && size >= 64 * 1024);
}
