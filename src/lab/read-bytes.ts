import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TooLongError } from './unpacked.ts';

/** What stands there is no text: a device gives bytes without end, or waits for a person. Named like a system's error. */
export class NoTextError extends Error {
  readonly code = 'NO-TEXT';
}

/**
 * Opens a file for reading, or a pipe: a shell gives one for `<(lspci -vv)`.
 * @throws errors of the operating system, and one that says what else stands there.
 */
export function openFile(place: string): number {
  const file = openSync(place, 'r');
  const stats = fstatSync(file);
  if (stats.isFile() || stats.isFIFO() || stats.isDirectory() || stats.isSocket()) return file;
  closeSync(file);
  throw new NoTextError('it is a device, not a file');
}

const CHUNK = 1 << 20;

/**
 * All bytes of a file or a pipe.
 * @param most - bytes that it may have.
 * @throws TooLongError before more are held, and what {@link openFile} throws.
 */
export function readBytes(place: string, most: number): Uint8Array {
  const file = openFile(place);
  try {
    const { size } = fstatSync(file);
    if (size > most) throw new TooLongError();
    const pieces: Buffer[] = [];
    for (let length = 0; ; ) {
      const piece = Buffer.allocUnsafe(length === 0 ? Math.max(4096, Math.min(size + 1, CHUNK)) : CHUNK);
      const count = readSync(file, piece);
      if (count === 0) return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
      length += count;
      if (length > most) throw new TooLongError();
      pieces.push(piece.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}
