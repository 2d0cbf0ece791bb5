import { describe, expect, it } from 'vitest';
import { readMaps } from '../../src/import/maps.ts';
import { readMounts } from '../../src/import/mounts.ts';
import { readLspci, readSysfsResource } from '../../src/import/pci.ts';
import { readSetup } from '../../src/import/setup.ts';

describe('snapshots', () => {
  it('reads smaps with its flags and leaves the kernel half out', () => {
    const { regions, problems } = readMaps(
      [
        '7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]',
        'Size:                132 kB',
        'VmFlags: rd wr mr mw me gd ac',
        'ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]',
        '',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(regions).toMatchObject([
      { path: '[stack]', start: 0x7ffffffde000, vmFlags: expect.arrayContaining(['gd']) },
    ]);
  });

  it('refuses regions that overlap, end before they start, or are none', () => {
    const { regions, problems } = readMaps(
      [
        '1000-3000 r--p 00000000 00:00 0 ',
        '2000-4000 r--p 00000000 00:00 0 ',
        '6000-5000 r--p 00000000 00:00 0 ',
        'PNG',
      ].join('\n'),
    );
    expect(regions).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(problems[0]?.message).toContain('overlaps or precedes the one of line 1');
  });
});

describe('mounts and setups', () => {
  it('reads /proc/self/mounts with escaped blanks', () => {
    const { mounts, problems } = readMounts('/dev/sda1 /my\\040disk xfs rw,noatime 0 0\n');
    expect(mounts).toEqual([['/my disk', 'xfs', 'rw,noatime']]);
    expect(problems).toEqual([]);
    expect(readMounts('nonsense\n').problems).toHaveLength(1);
  });

  it('names every field that is wrong', () => {
    const result = readSetup(
      '{"machine": 5, "layout": "sideways", "devices": {"x": {"phys": "y", "size": 1}}}',
    );
    expect('problems' in result && result.problems.map((text) => text.split(' ')[0])).toEqual([
      '"machine"',
      '"layout"',
      '"devices"',
    ]);
    expect(readSetup('not json')).toMatchObject({ problems: [expect.stringContaining('no JSON')] });
    expect(readSetup('{"stackLimit": null}')).toMatchObject({
      setup: { stackLimit: Number.POSITIVE_INFINITY },
    });
  });
});

describe('PCI listings', () => {
  it('reads regions with and without numbers, sizes, and the MSI-X table', () => {
    const { devices } = readLspci(
      [
        '0000:01:00.0 3D controller: A card, with [brackets] (rev a1)',
        '\tRegion 0: Memory at e4000000 (32-bit, non-prefetchable) [size=16M]',
        '\tRegion 1: Memory at 382000000000 (64-bit, prefetchable) [size=64G]',
        '\tRegion 5: I/O ports at 3000 [size=128]',
        '\tCapabilities: [c8] MSI-X: Enable+ Count=6 Masked-',
        '\t\tVector table: BAR=0 offset=00b90000',
        '\tKernel driver in use: vfio-pci',
        '02:00.0 Network controller: plain -v',
        '\tMemory at f0000000 (64-bit, prefetchable) [size=512]',
        '\tMemory at <unassigned> (64-bit, prefetchable) [disabled]',
        '\tMemory at f1000000 (32-bit, non-prefetchable) [disabled] [size=8K]',
        '',
      ].join('\n'),
    );
    expect(devices[0]).toMatchObject({
      driver: 'vfio-pci',
      msix: { bar: 0, offset: 0xb90000, length: 96 },
      bars: [
        { index: 0, physBytes: 0xe4000000, sizeBytes: 2 ** 24, prefetchable: false },
        { index: 1, physBytes: 0x382000000000, sizeBytes: 2 ** 36, prefetchable: true },
      ],
    });
    expect(devices[1]?.bars.map(({ index, sizeBytes }) => [index, sizeBytes])).toEqual([
      [0, 512],
      [4, 8192],
    ]);
  });

  it('reads sysfs resource files', () => {
    const { devices, problems } = readSysfsResource(
      '0x00000000f6000000 0x00000000f6ffffff 0x0000000000040200\n' +
        '0x0000000000003000 0x000000000000307f 0x0000000000040101\n' +
        '0x0000380000000000 0x0000380fffffffff 0x000000000014220c\n',
      '0000:01:00.0',
    );
    expect(problems).toEqual([]);
    expect(devices[0]?.bars).toEqual([
      { index: 0, physBytes: 0xf6000000, sizeBytes: 2 ** 24, prefetchable: false },
      { index: 2, physBytes: 0x380000000000, sizeBytes: 2 ** 36, prefetchable: true },
    ]);
  });
});
