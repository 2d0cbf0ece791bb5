import { createHash } from 'node:crypto';
import { systemReason } from './lab-error.ts';
import { readBytes } from './read-bytes.ts';
import { TooLongError, unpacked } from './unpacked.ts';

/** A text file, or why there is none. */
export type TextFile = { readonly text: string; readonly sha256: string } | { readonly error: string };

/** Bytes that a file may have, packed or unpacked: longer than any scenario, and some 3 million lines of a trace. */
export const MOST_TEXT_BYTES = 256 << 20;

/**
 * Reads a UTF-8 file, packed by gzip or zstd or not; a byte-order mark is no part of the text. Never throws.
 * @param most - bytes that it may have, packed and unpacked.
 */
export function readText(place: string, most = MOST_TEXT_BYTES): TextFile {
  try {
    const bytes = readBytes(place, most);
    const read = textOfBytes(bytes, most);
    return 'text' in read ? { ...read, sha256: sha256(bytes) } : read;
  } catch (error) {
    return { error: reasonOf(error, most) };
  }
}

/** The text in bytes of a file. Never throws. */
export function textOfBytes(
  bytes: Uint8Array,
  most = MOST_TEXT_BYTES,
): { readonly text: string } | { readonly error: string } {
  try {
    return { text: decode(unpacked(bytes, most)) };
  } catch (error) {
    return { error: reasonOf(error, most) };
  }
}

function reasonOf(error: unknown, most: number): string {
  if (error instanceof TooLongError) return `it has more than ${most >> 20} MiB`;
  if (error instanceof TypeError) return 'it is not UTF-8 text';
  return systemReason(error);
}

/** Hexadecimal SHA-256 of bytes, or of a text as UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** @throws TypeError where the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
