import { ARCHITECTURES, LEAF_KINDS, type LeafKind } from '../../machine/architectures.ts';
import type { Row } from '../../metrics/results.ts';

/** Bytes under leaves of each size. */
export type LeafBytes = Readonly<Record<LeafKind, number>>;

/** The sizes that leaves have, one entry a granule. */
const GRANULES: readonly LeafBytes[] = ARCHITECTURES.flatMap(({ granules }) =>
  granules.map(({ leafBytes }) => leafBytes),
);

/**
 * Bytes under leaves of each size in a row of coverage.csv, which counts leaves: the granule is the one with which they
 * add up to the bytes mapped. Undefined where none does: a device has taken its memory away.
 */
export function leafBytesOf(row: Row): LeafBytes | undefined {
  const count = (kind: LeafKind) => Number(row[`leaves_${kind}`] ?? 0);
  for (const sizes of GRANULES) {
    const bytes = Object.fromEntries(LEAF_KINDS.map((kind) => [kind, count(kind) * sizes[kind]])) as Record<
      LeafKind,
      number
    >;
    const total = LEAF_KINDS.reduce((sum, kind) => sum + bytes[kind], 0);
    if (total > 0 && total === row.bytes_mapped) return bytes;
  }
  return undefined;
}
