import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemReason } from './lab-error.ts';
import { unpacked } from './unpacked.ts';

/** A text file, or why there is none. */
export type TextFile = { readonly text: string; readonly sha256: string } | { readonly error: string };

/** Reads a UTF-8 file, packed by gzip or zstd or not; a byte-order mark is no part of the text. Never throws. */
export function readText(place: string): TextFile {
  try {
    const bytes = readFileSync(place);
    return { text: decode(unpacked(bytes)), sha256: sha256(bytes) };
  } catch (error) {
    return { error: error instanceof TypeError ? 'it is not UTF-8 text' : systemReason(error) };
  }
}

/** Hexadecimal SHA-256 of bytes, or of a text as UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** @throws TypeError where the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
