import { describe, expect, it } from 'vitest';
import { checkScenarios } from '../../src/language/check.ts';
import { buildMachine } from '../../src/machine/machine.ts';
import { expand } from '../../src/plan/expand.ts';
import type { MmapOperation, Operation } from '../../src/plan/operation.ts';

function program(body: string, seed = 1) {
  const text = `language 1\ndevice gpu {\n driver vfio-pci\n bar 0 { phys 0x38_0000_0000 size 16M hole 0x2000 +4K "MSI-X" hole 0x800_000 +4K "pending bits" }\n}\nscenario "s" {\n${body}\n}\n`;
  const { scenarios, diagnostics } = checkScenarios({
    file: 's.scn',
    text,
    host: {
      sources: new Map(),
      policies: [],
      metrics: [],
      libraries: [],
      budgets: { points: 100, statements: 100_000, touches: 1_000_000 },
    },
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const scenario = scenarios[0]!;
  const machine = buildMachine(scenario.points[0]!.machine).machine!;
  return expand({ scenario, point: scenario.points[0]!, machine, seed, text: () => '' });
}

const isMmap = (operation: Operation): operation is MmapOperation => operation.op === 'mmap';
const lengths = (body: string, seed?: number) =>
  program(body, seed)
    .operations.filter(isMmap)
    .map(({ lengthBytes }) => lengthBytes);

describe('expand', () => {
  it('maps what the holes leave, in whole pages', () => {
    const areas = program('a = mmap areas of gpu.bar0').operations.filter(isMmap);
    expect(areas.map(({ name, offsetBytes, lengthBytes }) => [name, offsetBytes, lengthBytes])).toEqual([
      ['a.0', 0, 0x2000],
      ['a.1', 0x3000, 0x800_000 - 0x3000],
      ['a.2', 0x801_000, 0x100_0000 - 0x801_000],
    ]);
  });

  it('draws the same for the same seed, and otherwise not', () => {
    const body = 'seeds 1..2\n repeat 50 { mmap anon of uniform(4K, 1G) }';
    expect(lengths(body, 1)).toEqual(lengths(body, 1));
    expect(lengths(body, 1)).not.toEqual(lengths(body, 2));
  });

  it('keeps the draws of one named stream when another component is added', () => {
    const churn = 'repeat 20 stream churn { mmap anon of uniform(4K, 1G) }';
    const before = lengths(`seeds 1\n ${churn}`);
    const after = lengths(`seeds 1\n repeat 7 stream other { mmap anon of uniform(4K, 1G) }\n ${churn}`);
    expect(after.slice(7)).toEqual(before);
  });

  it('unmaps any slot of the loop once, never one that is gone', () => {
    const { operations } = program(
      'seeds 1\n repeat 400 { choose { 50%: mmap anon of 4K 50%: munmap any } }',
    );
    const gone = new Set<number>();
    const made = new Set<number>();
    for (const operation of operations) {
      if (operation.op === 'mmap') made.add(operation.slot);
      if (operation.op !== 'munmap' || !('slot' in operation.range)) continue;
      expect(made.has(operation.range.slot)).toBe(true);
      expect(gone.has(operation.range.slot)).toBe(false);
      gone.add(operation.range.slot);
    }
    expect(gone.size).toBeGreaterThan(100);
  });

  it('scatters regions that never overlap, inside their bounds', () => {
    const { occupied } = program(
      'seeds 1\n occupancy { scatter 300 anon of lognormal(64K, 4M) between 0x7f00_0000_0000 and 0x7f00_4000_0000 }',
    );
    const sorted = [...occupied].sort((a, b) => a.start - b.start);
    expect(sorted.length).toBeGreaterThan(290);
    expect(sorted.every(({ start }, i) => i === 0 || sorted[i - 1]!.end <= start)).toBe(true);
    expect(sorted[0]!.start * 4096).toBeGreaterThanOrEqual(0x7f00_0000_0000);
    expect(sorted.at(-1)!.end * 4096).toBeLessThanOrEqual(0x7f00_4000_0000);
  });

  it('fills a range as far as asked', () => {
    const { occupied } = program(
      'seeds 1\n occupancy { fill 50% anon of 1M between 0x7f00_0000_0000 and 0x7f00_4000_0000 }',
    );
    expect(occupied.reduce((sum, { start, end }) => sum + end - start, 0) * 4096).toBe(2 ** 29);
  });
});
