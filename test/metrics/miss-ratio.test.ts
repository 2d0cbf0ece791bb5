import { describe, expect, it } from 'vitest';
import { GIB, MIB } from '../../src/machine/bytes.ts';
import { missRatios } from '../../src/metrics/miss-ratio.ts';
import { planOf } from '../../src/metrics/run-walk.ts';
import { DEFAULT_TOUCHES } from '../../src/metrics/tlb.ts';
import { parsePolicy } from '../../src/policies/registry.ts';
import { visitTouches } from '../../src/tlb/patterns.ts';
import { HOST, scenariosOf } from './scenarios.ts';

/** Misses of a list of entries under LRU, entry by entry. */
function lruMisses(entries: readonly string[], size: number): number {
  const held: string[] = [];
  let misses = 0;
  for (const entry of entries) {
    const at = held.indexOf(entry);
    if (at >= 0) held.splice(at, 1);
    else misses++;
    held.push(entry);
    if (held.length > size) held.shift();
  }
  return misses;
}

/** The leaf that covers an offset into what is touched; nothing where nothing is mapped. */
type LeafOf = (offset: number) => string | undefined;

const under = (bytes: number) => (offset: number) => `${bytes} ${Math.floor(offset / bytes)}`;

const DEVICES = `
device gpu { driver vfio-pci
  bar 2 { phys 0x2000_0000_0000  size 2G }
  bar 4 { phys 0x3000_0000_1000  size 64M }
  region mem { range 0x2000_0000_0000 +1G  range 0x3000_0010_0000 +1G } }`;

/** Expects misses of every size to be those of LRU over the leaves that `leafOf` names. */
function expectMisses(calls: string, lengthBytes: number, policy: string, leafOf: LeafOf) {
  const [scenario] = scenariosOf(`${DEVICES} scenario "touched" { ${calls} }`);
  const entries: string[] = [];
  visitTouches(DEFAULT_TOUCHES, lengthBytes, 4096, (at) => {
    const leaf = leafOf(at);
    if (leaf !== undefined) entries.push(leaf);
  });
  const plan = planOf(scenario!, scenario!.points[0]!, null, HOST);
  const curve = missRatios(plan, parsePolicy(policy))!;
  for (const size of [1, 2, 3, 8, 64, 96, 1024])
    expect(curve.find((one) => one.entries === size)?.ratio, `${size}`).toBe(
      lruMisses(entries, size) / entries.length,
    );
}

describe('misses are those of LRU over the leaves', () => {
  it.each([
    ['linux', 4096],
    ['pighin-thp', 2 * MIB],
    ['gunthorpe-start-pfn', GIB],
    ['ideal', GIB],
  ])('of the 2 GiB BAR under %s: %i bytes each', (policy, leafBytes) => {
    expectMisses('bar2 = mmap gpu.bar2', 2 * GIB, policy, under(leafBytes));
  });

  it('of sixteen pages', () => {
    expectMisses('buffer = mmap anon length 64K', 65536, 'linux', under(4096));
  });

  it('of two mappings, one behind the other, which share none', () => {
    const half = (offset: number) => `${offset < 2 * GIB} ${under(GIB)(offset % (2 * GIB))}`;
    for (const policy of ['ideal', 'gunthorpe-start-pfn'])
      expectMisses('one = mmap gpu.bar2  two = mmap gpu.bar2', 4 * GIB, policy, half);
  });

  it('of sizes that lie in a row: 511 pages, 31 of 2M, one page', () => {
    const leafOf = (offset: number) =>
      under(offset < 511 * 4096 || offset >= 64 * MIB - 4096 ? 4096 : 2 * MIB)(offset + 4096);
    expectMisses('bar4 = mmap gpu.bar4', 64 * MIB, 'ideal', leafOf);
  });

  it('of two ranges, each at its own best address or both by the first', () => {
    // The second range begins 1M after a boundary of 2M: 256 pages, 511 of 2M, 256 pages.
    const own = (offset: number) => {
      if (offset < GIB) return 'first';
      const within = offset - GIB;
      return under(within < MIB || within >= GIB - MIB ? 4096 : 2 * MIB)(within + MIB);
    };
    expectMisses('x = mmap gpu.mem', 2 * GIB, 'ideal', own);
    const together = (offset: number) => (offset < GIB ? 'first' : under(4096)(offset));
    expectMisses('x = mmap gpu.mem', 2 * GIB, 'ideal(ranges=one-va)', together);
  });

  it('of what is left of a mapping: touches in the hole count for nothing', () => {
    const leafOf = (offset: number) => (offset < GIB ? under(4096)(offset) : undefined);
    expectMisses('bar2 = mmap gpu.bar2  munmap bar2 offset 1G length 1G', 2 * GIB, 'linux', leafOf);
  });
});
