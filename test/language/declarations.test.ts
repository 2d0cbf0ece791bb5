import { describe, expect, it } from 'vitest';
import { check } from './harness.ts';

function point(declared: string, body = 'mmap anon of 4K', on = '') {
  const { scenarios, diagnostics } = check(`language 1\n${declared}\nscenario "s" ${on} { ${body} }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return scenarios[0]!.points[0]!;
}

describe('a machine', () => {
  const settings = (text: string) => point(`machine m { ${text} }`, undefined, 'on m').machine;

  it('is x86_64 unless it says otherwise', () => {
    expect(settings('')).toEqual({ arch: 'x86_64' });
    expect(point('').machineName).toBe('x86_64');
  });

  it('takes every setting', () => {
    expect(
      settings(
        `arch arm64  granule 64K  va_bits 52  kernel 6.12-stable  faults 6.12  commit 96204e15310c off
         commit anon-pgoff-zero on  layout legacy  stack_limit unlimited  guard_gap 16M  mmap_min_addr 64K
         max_map_count 100  mmap_base 0x7000_0000_0000  aslr on  aslr_bits 18  thp never  shmem force  anon_folios 2M
         leaf pud off  leaf contpte on  truth hardware  remap pmd  deposits on  fault_around 64K  tlb neoverse-v2`,
      ),
    ).toEqual({
      arch: 'arm64',
      granuleBytes: 65536,
      vaBits: 52,
      kernel: '6.12-stable',
      faults: '6.12',
      switches: { '96204e15310c': false, 'anon-pgoff-zero': true },
      layout: 'legacy',
      stackLimitBytes: Number.POSITIVE_INFINITY,
      stackGuardBytes: 2 ** 24,
      mmapMinAddrBytes: 65536,
      maxMapCount: 100,
      mmapBaseBytes: 0x7000_0000_0000,
      aslr: true,
      aslrBits: 18,
      thp: { enabled: 'never', shmemEnabled: 'force', anonFolioBytes: 2 ** 21 },
      leaves: { pud: false, contpte: true },
      truth: 'hardware',
      remapLeaves: 'pmd',
      deposits: true,
      faultAroundBytes: 65536,
      tlb: 'neoverse-v2',
    });
  });

  it('extends a preset or another machine, in whatever order they stand', () => {
    const text = 'machine b extends a { aslr on }  machine a extends arm64-16k { thp never }';
    expect(point(text, undefined, 'on b').machine).toEqual({
      arch: 'arm64',
      granuleBytes: 16384,
      vaBits: 48,
      thp: { enabled: 'never' },
      aslr: true,
    });
  });

  it('with a mistake takes its scenarios along', () => {
    const { scenarios } = check('language 1\nmachine m { thp maybe }\nscenario "s" on m { mmap anon of 4K }');
    expect(scenarios).toEqual([]);
  });
});

describe('a device', () => {
  const device = (text: string) => point(`device d { ${text} }`).devices[0]!;
  const bar = 'bar 2 { phys 0x4000_0000 size 2M }';

  it.each([
    [
      'vfio-pci',
      { populate: 'fault', vfio: true, startPfn: true, action: 'none', maxOrder: 'auto' },
      2 * 2 ** 40,
    ],
    [
      'vfio-mdev',
      { populate: 'fault', vfio: true, startPfn: false, action: 'none', maxOrder: 'none' },
      2 * 2 ** 40,
    ],
    [
      'remap-at-mmap',
      { populate: 'remap', vfio: false, startPfn: true, action: 'remap', maxOrder: 'none' },
      0,
    ],
    ['io-remap', { populate: 'remap', action: 'io-remap', startPfn: true }, 0],
    ['simple-ioremap', { populate: 'remap', action: 'simple-ioremap', startPfn: true }, 0],
    ['sysfs-pci', { populate: 'remap', startPfn: false, action: 'none' }, 0],
    ['dmabuf', { populate: 'fault', vfio: false, startPfn: true, maxOrder: 'none' }, 0],
    ['drm', { populate: 'fault', startPfn: false }, 2 ** 32],
    ['rdma', { populate: 'remap', startPfn: false }, 0],
    ['uio', { populate: 'remap', startPfn: true, action: 'remap' }, 8192],
    ['kernel-pages', { populate: 'remap', startPfn: false, action: 'kernel-pages' }, 0],
  ])('with driver %s has its facts and offsets', (driver, facts, offset) => {
    const checked = device(`driver ${driver} ${bar}`);
    expect(checked).toMatchObject({ driver, facts });
    expect(checked.regions[0]!.offsetBaseBytes).toBe(offset);
  });

  it('may tell more, less, or something else than its driver', () => {
    const facts = (text: string) => device(`driver vfio-pci ${text} ${bar}`).facts;
    expect(facts('tells nothing')).toMatchObject({ startPfn: false, action: 'none', maxOrder: 'none' });
    expect(facts('tells start_pfn 0x1234_5000')).toMatchObject({ startPfn: 0x1234_5000, maxOrder: 'auto' });
    expect(facts('tells order 9 tells action remap')).toMatchObject({ maxOrder: 9, action: 'remap' });
    expect(facts('tells order 0')).toMatchObject({ maxOrder: 0 });
    expect(facts('populate remap vfio off hook shmem pgoff_shift 64K')).toMatchObject({
      populate: 'remap',
      vfio: false,
      hook: 'shmem',
      pgoffShiftBytes: 65536,
    });
  });

  it('has regions of several ranges, with cookies that follow one another', () => {
    const { regions } = device(
      'driver drm region a { range 0x1000_0000 +1M range 0x3000_0000 +2M } region b { phys 0x5000_0000 size 4K offset 0x9_0000_0000 } region c { phys 0 size 4K }',
    );
    expect(regions.map(({ name, sizeBytes, offsetBaseBytes }) => [name, sizeBytes, offsetBaseBytes])).toEqual(
      [
        ['a', 3 * 2 ** 20, 2 ** 32],
        ['b', 4096, 0x9_0000_0000],
        ['c', 4096, 2 ** 32 + 3 * 2 ** 20 + 4096],
      ],
    );
    expect(regions[0]!.ranges).toHaveLength(2);
  });

  it('sorts its holes', () => {
    const [region] = device(
      'driver uio bar 0 { phys 0 size 64K hole 0x8000 +4K hole 0x2000 +4K "MSI-X" }',
    ).regions;
    expect(region!.holes).toEqual([
      { fromBytes: 0x2000, lengthBytes: 4096, label: 'MSI-X' },
      { fromBytes: 0x8000, lengthBytes: 4096, label: '' },
    ]);
  });
});

describe('a file', () => {
  const file = (text: string, on = '') => point(`file f { ${text} }`, 'mmap f', on).files[0]!;

  it.each([
    ['ext4', 'thp'],
    ['fuse', 'thp'],
    ['tmpfs', 'shmem'],
    ['9p', 'none'],
    ['overlayfs', 'none'],
    ['hugetlbfs', 'hugetlb'],
  ])('on %s has the hook %s', (fs, hook) => expect(file(`fs ${fs} size 1G`)).toMatchObject({ fs, hook }));

  it('has folios of a page, unless it or its file system makes larger ones', () => {
    expect(file('fs ext4 size 1G').folioBytes).toBe(4096);
    expect(file('fs ext4 size 1G', 'on arm64-64k').folioBytes).toBe(65536);
    expect(file('fs ext4 size 1G folios up to 64K').folioBytes).toBe(65536);
    expect(file('fs tmpfs size 1G').folioBytes).toBe(4096);
    expect(file('fs tmpfs size 1G huge always').folioBytes).toBe(2 ** 21);
    expect(file('fs xfs size 1G dax on').folioBytes).toBe(2 ** 21);
    expect(file('fs hugetlbfs size 1G page 1G')).toMatchObject({
      folioBytes: 2 ** 30,
      hugetlbPageBytes: 2 ** 30,
    });
    expect(file('fs hugetlbfs size 1G', 'on arm64-16k').hugetlbPageBytes).toBe(2 ** 25);
  });

  it('may lose its hook, as one proposal wants', () => {
    expect(file('fs ext4 size 1G hook none').hook).toBe('none');
  });
});

it('checks devices and files that a scenario does not use for no machine but the default', () => {
  const text = 'file pool { fs hugetlbfs size 4G page 1G }';
  expect(point(text, 'mmap anon of 4K', 'on arm64-64k').files).toEqual([
    expect.objectContaining({ name: 'pool' }),
  ]);
});
