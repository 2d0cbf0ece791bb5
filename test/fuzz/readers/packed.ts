import { gzipSync } from 'node:zlib';
import { readAddressTrace } from '../../../src/import/address-trace.ts';
import { textOfBytes } from '../../../src/lab/read-text.ts';
import { demandLines, demandWords, type FuzzReader, type Verdict } from '../fuzz-reader.ts';

const bytes = (data: Uint8Array) => Buffer.from(data).toString('latin1');

/** `printf '0x1000\n' | zstd --no-check | xxd -p`, and 300 such lines with checksum. */
const ZSTD = ['28b52ffd00583900003078313030300a', '28b52ffd0458850000383078313030300a01007e8a0e6d0ad9e3'].map(
  (hex) => Buffer.from(hex, 'hex').toString('latin1'),
);
const GZIP = ['0x1000\n', '0x1000\n'.repeat(300), ' L 1ffeffe7e0,8\nI  04016c80,3\n'].map((text) =>
  bytes(gzipSync(text)),
);
const SAMPLES = [...ZSTD, ...GZIP, '0x1000\n'];

/** Bytes that may come out: a bomb shows itself at any bound. */
const MOST_BYTES = 1 << 20;

function readsPacked(input: string): Verdict {
  const read = textOfBytes(Buffer.from(input, 'latin1'), MOST_BYTES);
  if ('error' in read) {
    demandWords(read.error);
    return 'rejected';
  }
  const { problems } = readAddressTrace(read.text);
  demandLines(problems, read.text);
  return problems.length === 0 ? 'accepted' : 'rejected';
}

/** Text files, packed by gzip or zstd or not. */
export const PACKED: FuzzReader = {
  name: 'packed',
  reads: 'text packed by gzip or zstd, with an address trace inside',
  sample: (draw) => SAMPLES[draw(SAMPLES.length)]!,
  words: ['\x1f\x8b\x08\0', '\x28\xb5\x2f\xfd', '\x50\x2a\x4d\x18', '\xff\xff\xff\xff', '\0\0\0\0'],
  read: readsPacked,
};
