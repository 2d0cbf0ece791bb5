import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { unpacked } from '../../src/lab/unpacked.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it('unpacks gzip and zstd by their first bytes, and leaves all else', () => {
  expect(text(unpacked(gzipSync('0x1000\n')))).toBe('0x1000\n');
  // printf '0x1000\n' | zstd --no-check | xxd -p
  expect(text(unpacked(Buffer.from('28b52ffd0058390000307831303030' + '0a', 'hex')))).toBe('0x1000\n');
  expect(text(unpacked(Buffer.from('plain')))).toBe('plain');
});
