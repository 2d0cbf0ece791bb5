import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { systemCode } from './lab-error.ts';
import { zstdFrames } from './zstd-frames.ts';

/** A few packed bytes can hold any number of plain ones: these would be more than the bound. */
export class TooLongError extends Error {}

/** Packed bytes that cannot be unpacked. */
export class DamagedError extends Error {}

class TooManyPiecesError extends Error {}

/**
 * Bytes as they were before gzip or zstd packed them, by their first bytes; anything else stays as it is.
 * @param most - bytes that may come out; what would be longer is given up before it is held.
 * @throws TooLongError, DamagedError
 */
export function unpacked(bytes: Uint8Array, most: number): Uint8Array {
  if (beginsWith(bytes, [0x1f, 0x8b]))
    return by('gzip', () => gunzipSync(bytes, { maxOutputLength: Math.max(most, 1) }));
  return beginsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd]) ? by('zstd', () => unpackedZstd(bytes, most)) : bytes;
}

function by(packer: string, unpack: () => Uint8Array): Uint8Array {
  try {
    return unpack();
  } catch (error) {
    if (error instanceof TooLongError || systemCode(error) === 'ERR_BUFFER_TOO_LARGE')
      throw new TooLongError();
    if (error instanceof TooManyPiecesError)
      throw new DamagedError(
        `it is packed by ${packer} in too many pieces to be unpacked here: unpack it first`,
      );
    throw new DamagedError(`it is packed by ${packer}, and damaged`);
  }
}

/** Bytes of memory that unpacking may move: more takes longer than anyone waits for a text. */
const MOST_MOVED = 2 ** 35;

/** Bytes of windows that frames may have together: they are held until all is unpacked. */
const MOST_WINDOWS = 2 ** 29;

/** A new window costs as much as moving one so many times: its memory is fresh. */
const NEW_WINDOW = 16;

/**
 * Trusts no header: sizes that frames claim are summed up before they are allocated, and frames of which each block
 * moves a whole window are counted, because a few bytes can hold thousands of them.
 */
function unpackedZstd(bytes: Uint8Array, most: number): Uint8Array {
  const frames = zstdFrames(bytes);
  if (frames === undefined) throw new Error('a frame is cut off');
  const claimed = frames.reduce((sum, { contentBytes = 0 }) => sum + contentBytes, 0);
  if (claimed > most) throw new TooLongError();
  // Node 20 has no zstd; the package is loaded only for a file that needs it.
  const { decompress, Decompress } = createRequire(import.meta.url)('fzstd') as typeof import('fzstd');
  if (frames.every(({ contentBytes }) => contentBytes !== undefined)) return decompress(bytes);
  const moved = frames.reduce((sum, { windowBytes, blocks }) => sum + windowBytes * (blocks + NEW_WINDOW), 0);
  const windows = frames.reduce((sum, { windowBytes }) => sum + windowBytes, 0);
  if (moved > MOST_MOVED || windows > MOST_WINDOWS) throw new TooManyPiecesError();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length > most) throw new TooLongError();
    pieces.push(piece.slice());
  });
  stream.push(bytes, true);
  return Buffer.concat(pieces);
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
