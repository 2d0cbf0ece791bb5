import { LEAF_KINDS, type LeafKind } from '../../machine/architectures.ts';
import { sizeText } from '../../machine/bytes.ts';
import type { LeafStretch } from '../../metrics/leaves.ts';
import { grouped, humanSize } from '../human-text.ts';
import type { AddressMap, LeafFit, MapMapping, MapSnapshot } from './snapshot.ts';

/** `2 x 1G + 3 x 2M`, from leaves and their sizes; `no leaves` where there are none. */
export function leafSizesText(
  leaves: readonly LeafStretch[],
  sizes: Readonly<Record<LeafKind, number>>,
): string {
  const parts = [...LEAF_KINDS].reverse().flatMap((kind) => {
    const size = sizes[kind];
    const bytes = leaves.reduce((sum, one) => (one.kind === kind ? sum + one.end - one.start : sum), 0);
    return bytes === 0 ? [] : [`${grouped(bytes / size)} x ${sizeText(size)}`];
  });
  return parts.length === 0 ? 'no leaves' : parts.join(' + ');
}

/** `524,288 faults`. */
export function faultsText({ mappings }: MapSnapshot): string {
  const faults = mappings.reduce((sum, mapping) => sum + mapping.faults, 0);
  return `${grouped(faults)} ${faults === 1 ? 'fault' : 'faults'}`;
}

/** What congruence says of one leaf size: `VA = PA mod 2M: one leaf each`, `VA 4K below PA mod 2M: no 2M leaf`. */
export function fitText(
  { sizeBytes, possible, awayBytes }: LeafFit,
  { target, leaves }: MapMapping,
  leafBytes: Readonly<Record<LeafKind, number>>,
): string {
  const size = sizeText(sizeBytes);
  const what = target === 'none' ? '0' : target;
  if (!possible) return `never ${size} leaves here`;
  if (awayBytes === 0) {
    const one = leaves.some(({ kind }) => leafBytes[kind] === sizeBytes);
    return `VA = ${what} mod ${size}${one ? ': one leaf each' : ''}`;
  }
  const side = awayBytes < 0 ? 'below' : 'above';
  return `VA ${awayText(Math.abs(awayBytes))} ${side} ${what} mod ${size}: no ${size} leaf`;
}

/** A distance with its small rest, which is what decides: `128M + 4K` rather than `128M`. */
function awayText(bytes: number): string {
  const exact = sizeText(bytes);
  if (exact.length <= 5) return exact;
  const unit = [2 ** 40, 2 ** 30, 2 ** 20].find((size) => bytes >= size) ?? 2 ** 10;
  const rest = bytes % unit;
  return `${sizeText(bytes - rest)} + ${humanSize(rest)}`;
}

/** The mapping that a map is about: the one asked for, else the longest that has a huge leaf to lose, else the longest. */
export function focusOf({ mappings }: MapSnapshot, name: string | undefined): MapMapping | undefined {
  const asked = mappings.find((mapping) => mapping.name === name);
  if (asked) return asked;
  const huge = mappings.filter(({ fits }) => fits.some(({ fits, possible }) => fits && possible));
  return [...(huge.length > 0 ? huge : mappings)].sort((a, b) => b.lengthBytes - a.lengthBytes)[0];
}

/** What the whole map is of: `2 GiB BAR, empty process, size=64M, seed 1`. */
export function mapTitle({ scenario, point, seed }: AddressMap): string {
  return [scenario, point, seed === null ? '' : `seed ${seed}`].filter((part) => part !== '').join(', ');
}
