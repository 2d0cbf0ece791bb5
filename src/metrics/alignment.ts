import { alignDown, alignUp, congruent } from '../machine/bytes.ts';
import type { PopulatedVma } from './population.ts';

/** Bytes of a mapping by the words of the kernel's thpmaps tool, for blocks of one size. */
export interface AlignmentBytes {
  /** In whole blocks of the source, at a congruent address. */
  readonly aligned: number;
  /** In whole blocks of the source, but not at a congruent address. */
  readonly unaligned: number;
  /** In blocks that the mapping holds only in part. */
  readonly partial: number;
}

/** Sorts a VMA's bytes by what its address makes of the source's blocks. */
export function alignmentBytes({ segments }: PopulatedVma, blockBytes: number): AlignmentBytes {
  let aligned = 0;
  let unaligned = 0;
  let partial = 0;
  for (const { vaBytes, targetBytes, lengthBytes } of segments) {
    const whole = Math.max(
      0,
      alignDown(targetBytes + lengthBytes, blockBytes) - alignUp(targetBytes, blockBytes),
    );
    if (congruent(vaBytes, targetBytes, blockBytes)) aligned += whole;
    else unaligned += whole;
    partial += lengthBytes - whole;
  }
  return { aligned, unaligned, partial };
}
