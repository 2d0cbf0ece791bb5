import { alignUp } from '../machine/bytes.ts';

/** Whether [start, start + length) holds one whole block of `blockBytes`, aligned to its size. Bytes. */
export function blockFits(startBytes: number, lengthBytes: number, blockBytes: number): boolean {
  return alignUp(startBytes, blockBytes) + blockBytes <= startBytes + lengthBytes;
}

/** Whether one of several ranges, laid end to end, holds a whole block. */
export function blockFitsRanges(
  ranges: readonly { readonly physBytes: number; readonly lengthBytes: number }[],
  blockBytes: number,
): boolean {
  return ranges.some(({ physBytes, lengthBytes }) => blockFits(physBytes, lengthBytes, blockBytes));
}
