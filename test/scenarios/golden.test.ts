import { describe, expect, it } from 'vitest';
import { cell, figure } from './shipped.ts';

type Vector = readonly [
  scenario: string,
  policy: string,
  mapping: string,
  column: string,
  value: number | string,
  point: string,
];

const EMPTY = '2 GiB BAR, empty process';
const DPDK = 'DPDK: 2M+4K to 64M';
const GAPS = '4M into gaps of 4M, 6M - 4K and 6M';
const FIRST = "Mastro's first trace";
const SECOND = "Mastro's second trace, alone";
const BESIDE = "Mastro's second trace, beside a neighbour";

/** kernel-facts 8: from an independent model of the placement and fault code. */
const VECTORS: readonly Vector[] = [
  [EMPTY, 'linux', 'bar2', 'address', 0x7fff_77ff_f000, ''],
  [EMPTY, 'pighin-thp', 'bar2', 'address', 0x7fff_77e0_0000, ''],
  [EMPTY, 'xu-order', 'bar2', 'address', 0x7fff_4000_0000, ''],
  [EMPTY, 'linux', 'bar2', 'faults', 524_288, ''],
  [EMPTY, 'linux', 'bar2', 'fallbacks_pud', 3, ''],
  [EMPTY, 'linux', 'bar2', 'fallbacks_pmd', 1025, ''],
  [EMPTY, 'pighin-thp', 'bar2', 'faults', 1024, ''],
  [EMPTY, 'pighin-thp', 'bar2', 'fallbacks_pud', 3, ''],
  [EMPTY, 'pighin-thp', 'bar2', 'fallbacks_pmd', 0, ''],
  [EMPTY, 'gunthorpe-start-pfn', 'bar2', 'faults', 2, ''],
  [EMPTY, 'gunthorpe-start-pfn', 'bar2', 'fallbacks_pud', 0, ''],
  [DPDK, 'pighin-thp', 'tail', 'address', 0x7fff_f400_1000, ''],
  [DPDK, 'pighin-thp', 'tail', 'leaves_pmd', 30, ''],
  [DPDK, 'pighin-thp', 'tail', 'leaves_pte', 511, ''],
  [DPDK, 'pighin-thp', 'tail', 'fallbacks_pmd', 1, ''],
  [DPDK, 'linux', 'tail', 'leaves_pte', 15_871, ''],
  [DPDK, 'linux', 'tail', 'fallbacks_pmd', 31, ''],
  [GAPS, 'linux', 'bar0', 'status', 'placed', 'gap=4M'],
  [GAPS, 'pighin-thp', 'bar0', 'status', 'fallback', 'gap=4M'],
  [GAPS, 'gunthorpe-start-pfn', 'bar0', 'status', 'fallback', 'gap=4M'],
  [GAPS, 'pighin-thp', 'bar0', 'status', 'fallback', 'gap=6140K'],
  [GAPS, 'gunthorpe-start-pfn', 'bar0', 'status', 'placed', 'gap=6140K'],
  [GAPS, 'gunthorpe-start-pfn', 'bar0', 'address', 0x7ffe_ffc0_0000, 'gap=6140K'],
  [GAPS, 'pighin-thp', 'bar0', 'status', 'placed', 'gap=6M'],
  [GAPS, 'pighin-thp', 'bar0', 'address', 0x7ffe_ffc0_0000, 'gap=6M'],
  [GAPS, 'gunthorpe-start-pfn', 'bar0', 'address', 0x7ffe_ffc0_0000, 'gap=6M'],
  ['three files of 3M through the ext4 hook', 'linux', 'one', 'address', 0x7fff_f7c0_0000, ''],
  ['three files of 3M through the ext4 hook', 'linux', 'two', 'address', 0x7fff_f780_0000, ''],
  ['three files of 3M through the ext4 hook', 'linux', 'three', 'address', 0x7fff_f740_0000, ''],
  ["below the stack's guard gap", 'linux', 'page', 'address', 0x7fff_ffed_d000, ''],
  [FIRST, 'xu-pa', 'bar4', 'leaves_pud', 54, ''],
  [FIRST, 'xu-pa', 'bar4', 'leaves_pmd', 975, ''],
  [FIRST, 'xu-pa', 'bar4', 'leaves_pte', 0, ''],
  [FIRST, 'xu-pa', 'bar4', 'fallbacks_pud', 2, ''],
  [SECOND, 'xu-pa', 'bar4', 'leaves_pud', 31, ''],
  [SECOND, 'xu-pa', 'bar4', 'leaves_pmd', 512, ''],
  [SECOND, 'xu-pa', 'bar4', 'leaves_pte', 0, ''],
  [SECOND, 'xu-pa', 'bar4', 'fallbacks_pud', 2, ''],
  [BESIDE, 'xu-pa', 'bar4', 'fallbacks_pud', 1, ''],
  [BESIDE, 'xu-order', 'bar4', 'fallbacks_pud', 1, ''],
];

describe('golden vectors', () => {
  it.each(VECTORS)('%s: %s %s %s', (scenario, policy, mapping, column, value, point) => {
    expect(figure(scenario, policy, mapping, column, point)).toBe(value);
  });
});

const KERNELS = ['k6_1', 'k6_7', 'k6_8', 'k6_10', 'k6_12', 'k6_18'];

describe('kernel by kernel (kernel-facts 2.12)', () => {
  /** VMAs after 64 mappings: 1 where all merge, 64 where alignment holes part them. */
  it.each([
    ['4632K', [1, 64, 64, 64, 1, 1]],
    // Until 96204e15310c (6.8) an aligned length lost a PMD above every mapping.
    ['4M', [1, 64, 1, 1, 1, 1]],
    ['2052K', [1, 64, 64, 64, 1, 1]],
  ])('64 anonymous mappings of %s', (size, vmas) => {
    const got = KERNELS.map(
      (machine) =>
        cell('64 anonymous mappings, kernel by kernel', 'linux', `machine=${machine};size=${size}`)
          .fragmentation.vmas,
    );
    expect(got).toEqual(vmas);
  });

  it.each([
    // 3M and then 4M; plain: 0x7ffff7fff000 - 3M - 4M.
    ['k6_8', 0x7fff_f7cf_f000, 0x7fff_f78f_f000],
    ['k6_10', 0x7fff_f7c0_0000, 0x7fff_f780_0000],
    ['k6_12', 0x7fff_f7cf_f000, 0x7fff_f780_0000],
    ['k6_13', 0x7fff_f7cf_f000, 0x7fff_f78f_f000],
    ['k6_18', 0x7fff_f7cf_f000, 0x7fff_f78f_f000],
  ])('files without a hook on %s', (machine, odd, even) => {
    const at = (mapping: string) =>
      figure('the accident of 6.10: files without a hook', 'linux', mapping, 'address', `machine=${machine}`);
    expect([at('odd'), at('even')]).toEqual([odd, even]);
  });

  it.each([
    ['spr-6_8', 524_288],
    ['spr-6_10', 1024],
    ['spr-6_12', 1024],
    ['spr-6_12-stable', 524_288],
    ['spr-6_13', 524_288],
    ['spr', 524_288],
  ])('the 2 GiB BAR on %s', (machine, faults) => {
    expect(figure('2 GiB BAR, kernel by kernel', 'linux', 'bar2', 'faults', `machine=${machine}`)).toBe(
      faults,
    );
  });
});

it('looks up a page at a time before 6.15, a leaf since', () => {
  const lookups = (machine: string, policy: string) =>
    figure(
      '32 GiB BAR, pinned by type1 before and after 6.15',
      policy,
      'bar2',
      'type1_lookups',
      `machine=${machine}`,
    );
  expect(lookups('type1-6_14', 'gunthorpe-start-pfn')).toBe(2 ** 23);
  expect(lookups('type1-6_15', 'gunthorpe-start-pfn')).toBe(32);
});

it('leaves x86 as it is where the change goes into the generic code only', () => {
  const SCENARIO = 'one more search, in the generic code only';
  const at = (point: string, policy: string) => figure(SCENARIO, policy, 'bar2', 'address', point);
  const label = 'wilcox-length(literal=on)';
  const x86 = 'machine=spr;wilcox-length.literal=on';
  expect(at(x86, label)).toBe(at(x86, 'linux'));
  const arm = 'machine=arm-4k;wilcox-length.literal=on';
  expect(at(arm, label)).not.toBe(at(arm, 'linux'));
  expect(at(arm, label)).toBe(at('machine=arm-4k;wilcox-length.literal=off', 'wilcox-length'));
});

it('aligns a 32-bit libc where CVE-2024-26621 did, and not since 6.8', () => {
  const bits = (machine: string, policy: string) =>
    figure("a 32-bit program's libc", policy, 'libc', 'aslr_bits', `machine=${machine}`);
  expect(bits('ia32-6_7', 'linux')).toBe(0);
  expect(bits('ia32', 'linux')).toBe(8);
  expect(bits('ia32', 'wilcox-length')).toBe(0);
});
