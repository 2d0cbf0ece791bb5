import { buildMachine } from '../../src/machine/machine.ts';
import { bytesUnder, vmaLeaves } from '../../src/metrics/leaves.ts';

/** Leaf arithmetic for one length. */
export interface CoverageRow {
  readonly length: string;
  readonly nsPerMapping: number;
}

/** The closed form costs the same for 4K and for 64T; it checks that every byte is under some leaf. */
export function coverageBench(): CoverageRow[] {
  const machine = buildMachine({ arch: 'x86_64' }).machine!;
  return [2 ** 12, 2 ** 21, 2 ** 30, 2 ** 40, 2 ** 46].map((lengthBytes) => {
    const segment = { vaBytes: 2 ** 30 + 4096, lengthBytes, targetBytes: 2 ** 40 + 4096 };
    const vma = { vaBytes: segment.vaBytes, mappingOffsetBytes: 0, lengthBytes, segments: [segment] };
    const rounds = 100_000;
    let bytes = 0;
    const from = performance.now();
    for (let i = 0; i < rounds; i++) {
      const { counts } = vmaLeaves(machine, ['pud', 'pmd', 'pte'], vma);
      bytes += bytesUnder(machine, counts, 4096);
    }
    const ns = ((performance.now() - from) * 1e6) / rounds;
    if (bytes !== lengthBytes * rounds) throw new Error('bytes are missing');
    return { length: `${lengthBytes / 1024}K`, nsPerMapping: ns };
  });
}
