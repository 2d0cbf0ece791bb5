import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { textOfBytes } from '../../src/lab/read-text.ts';
import { DamagedError, TooLongError, unpacked } from '../../src/lab/unpacked.ts';

const MOST = 1 << 20;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const hex = (digits: string) => Buffer.from(digits, 'hex');

it('unpacks gzip and zstd by their first bytes, and leaves all else', () => {
  expect(text(unpacked(gzipSync('0x1000\n'), MOST))).toBe('0x1000\n');
  // printf '0x1000\n' | zstd --no-check | xxd -p
  expect(text(unpacked(hex('28b52ffd0058390000307831303030' + '0a'), MOST))).toBe('0x1000\n');
  expect(text(unpacked(Buffer.from('plain'), MOST))).toBe('plain');
});

it('gives up what would come out longer than the bound, before it is held', () => {
  const bomb = gzipSync(Buffer.alloc(200 << 20));
  expect(bomb.length).toBeLessThan(1 << 18);
  expect(() => unpacked(bomb, MOST)).toThrow(TooLongError);
  // RFC 8878: a frame of 800 blocks, each one zero said 131,072 times.
  const zeros = hex(`28b52ffd0058${'02001000'.repeat(799)}03001000`);
  expect(() => unpacked(zeros, MOST)).toThrow(TooLongError);
  expect(unpacked(zeros, 800 << 17)).toHaveLength(800 << 17);
});

it('says of damaged bytes which packer they are of', () => {
  expect(() => unpacked(gzipSync('0x1000\n').subarray(0, 12), MOST)).toThrow(DamagedError);
  expect(textOfBytes(hex('28b52ffd00ff'))).toEqual({ error: 'it is packed by zstd, and damaged' });
  expect(textOfBytes(hex('1f8b00'))).toEqual({ error: 'it is packed by gzip, and damaged' });
});

it('unpacks what zstd makes, with a size in the header and without, in one frame and in several', () => {
  // seq 5 | zstd -c --no-check | xxd -p, and: seq 5 > f; zstd -c --no-check f | xxd -p
  const piped = '28b52ffd0058510000310a320a330a340a350a';
  const sized = '28b52ffd200a510000310a320a330a340a350a';
  const five = '1\n2\n3\n4\n5\n';
  for (const frame of [piped, sized]) {
    expect(text(unpacked(hex(frame), MOST))).toBe(five);
    expect(text(unpacked(hex(frame + frame), MOST))).toBe(five + five);
    // A skippable frame of three bytes between them.
    expect(text(unpacked(hex(`${frame}502a4d1803000000aabbcc${frame}`), MOST))).toBe(five + five);
  }
});

it('is not kept busy by a few bytes that say a large window many times', () => {
  const began = performance.now();
  // A window of 2 GiB - 128 MiB (descriptor 0xa7), and 10,000 blocks of nothing.
  const many = hex(`28b52ffd00a7${'000000'.repeat(10_000)}010000`);
  expect(textOfBytes(many)).toEqual({
    error: 'it is packed by zstd in too many pieces to be unpacked here: unpack it first',
  });
  // A frame that claims 2^50 bytes.
  expect(textOfBytes(hex('28b52ffde00000000000000400010000'))).toEqual({ error: 'it has more than 256 MiB' });
  expect(performance.now() - began).toBeLessThan(2000);
});

it('holds no window for each of hundreds of small frames', () => {
  // Each says a window of 2 MiB: 12 KB would hold 1.5 GB until they are unpacked.
  const frame = '28b52ffd00583900003078313030300a';
  expect(textOfBytes(hex(frame.repeat(700)))).toEqual({
    error: 'it is packed by zstd in too many pieces to be unpacked here: unpack it first',
  });
  expect(text(unpacked(hex(frame.repeat(200)), MOST))).toBe('0x1000\n'.repeat(200));
});
