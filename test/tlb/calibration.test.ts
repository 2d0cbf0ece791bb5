import { describe, expect, it } from 'vitest';
import { tlbGeometry } from '../../src/machine/tlb/geometries.ts';
import { tlbOfCpuinfo } from '../../src/machine/tlb/identify.ts';
import { areSplit, compareKnees, entriesFor, overPacked } from '../../src/tlb/calibration.ts';
import { denseGrid, inARow, SPLIT_HUGE_PAGES } from '../../src/tlb/chase-curve.ts';

const PTE = inARow({ bytes: 4096, level: 0, depth: 4 });
const goldenCove = tlbGeometry('golden-cove')!;

describe('a measured curve beside a geometry', () => {
  it('has its knees where the hardware has them, wherever the geometry thinks they are', () => {
    const cost = (pages: number) => (pages <= 64 ? 1 : pages <= 1536 ? 3 : 15);
    const curve = denseGrid(16384).map((pages) => ({ pages, cost: cost(pages) }));
    expect(compareKnees(goldenCove, PTE, curve)).toEqual([
      { level: 1, holds: 96, predicted: 100, measured: 68 },
      { level: 2, holds: 2048, predicted: 2176, measured: 1600 },
    ]);
  });

  it('has none where it is flat', () => {
    const flat = denseGrid(16384).map((pages) => ({ pages, cost: 4 }));
    expect(compareKnees(goldenCove, PTE, flat).map(({ measured }) => measured)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is what the pages cost over the same lines packed', () => {
    const at = (cost: number) => [{ pages: 16, cost }];
    expect(overPacked(at(7), at(4))).toEqual(at(3));
  });
});

describe('huge pages that a hypervisor maps in pieces', () => {
  const packed = (rise: number) =>
    denseGrid(65536).map((pages) => ({ pages, cost: pages < rise ? 3.7 : 4.7 }));

  it('are known by lines side by side that cost more from 64 lines for each entry of level 1 on', () => {
    expect(areSplit(goldenCove, packed(96 * 64), 64)).toBe(true);
    expect(areSplit(goldenCove, packed(6656), 64)).toBe(true);
    // Where the pages are whole, only the caches of lines make a step.
    expect(areSplit(goldenCove, packed(16384), 64)).toBe(false);
    expect(areSplit(goldenCove, packed(768), 64)).toBe(false);
  });

  it('take two entries of level 2 each where pointers to tables are kept there, one elsewhere', () => {
    const curve = denseGrid(16384).map((pages) => ({ pages, cost: 4 }));
    const predicted = (id: string) =>
      compareKnees(tlbGeometry(id)!, SPLIT_HUGE_PAGES, curve).map((one) => [
        one.level,
        one.holds,
        one.predicted,
      ]);
    // Level 2 has 4,096 entries on Zen 5; 2,048 on Golden Cove, where pointers have caches of their own.
    expect(predicted('zen-5')).toEqual([
      [1, 96, 100],
      [2, 2048, 2176],
    ]);
    expect(predicted('golden-cove')).toEqual([
      [1, 96, 100],
      [2, 2048, 2176],
    ]);
  });
});

it('Golden Cove keeps half of level 2 for 2M leaves, all of it for 4K', () => {
  expect(entriesFor(goldenCove, 2, 2 ** 12)).toBe(2048);
  expect(entriesFor(goldenCove, 2, 2 ** 21)).toBe(1024);
  expect(entriesFor(goldenCove, 1, 2 ** 30)).toBe(8);
});

it.each([
  ['vendor_id\t: AuthenticAMD\ncpu family\t: 26\nmodel\t\t: 2\n', 'zen-5'],
  ['vendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 17\n', 'zen-4'],
  ['vendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 1\n', 'zen-3'],
  ['vendor_id\t: AuthenticAMD\ncpu family\t: 23\nmodel\t\t: 49\n', 'zen-2'],
  [
    'vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\nmodel name\t: Intel(R) Xeon(R)\n',
    'golden-cove',
  ],
  ['vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\n', 'skylake-sp'],
  ['CPU implementer\t: 0x41\nCPU part\t: 0xd4f\n', 'neoverse-v2'],
  ['uarch\t\t: sifive,u74-mc\n', 'sifive-u74'],
  ['vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 1\n', undefined],
  ['', undefined],
])('knows the processor of %j', (cpuinfo, id) => {
  expect(tlbOfCpuinfo(cpuinfo)).toBe(id);
});
