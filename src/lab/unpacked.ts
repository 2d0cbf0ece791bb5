import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** Bytes as they were before gzip or zstd packed them, by their first bytes; anything else stays as it is. */
export function unpacked(bytes: Uint8Array): Uint8Array {
  if (beginsWith(bytes, [0x1f, 0x8b])) return gunzipSync(bytes);
  if (!beginsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd])) return bytes;
  // Node 20 has no zstd; the package is loaded only for a file that needs it.
  const { decompress } = createRequire(import.meta.url)('fzstd') as typeof import('fzstd');
  return decompress(bytes);
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
