import { readAddressTrace } from '../../../src/import/address-trace.ts';
import { readMaps } from '../../../src/import/maps.ts';
import { readMounts } from '../../../src/import/mounts.ts';
import { readLspci, readSysfsResource } from '../../../src/import/pci.ts';
import { scenarioFromMaps } from '../../../src/import/scenario-from-maps.ts';
import { scenarioFromPci } from '../../../src/import/scenario-from-pci.ts';
import { readSetup } from '../../../src/import/setup.ts';
import { recordedMachine, SetupError } from '../../../src/replay/recorded-setup.ts';
import { fixture, fixtureLines, windowOf } from '../fixture-lines.ts';
import { demand, demandLines, demandWords, type FuzzReader, textOf, type Verdict } from '../fuzz-reader.ts';
import { demandParses } from './imported-text.ts';

/** Imported text is parsed for one input in so many: parsing takes ten times as long as importing. */
const PARSED = 16;

const MAPS = fixtureLines('recordings/java.maps', 'recordings/git-log.after', 'traces/python.maps');

const SMAPS_FIELDS = [
  'Size:                  4 kB',
  'KernelPageSize:        4 kB',
  'Rss:                   0 kB',
  'THPeligible:    0',
  'ProtectionKey:         0',
  'VmFlags: rd wr mr mw me gd ac sd',
];

function readsMaps(input: string, index: number): Verdict {
  const text = textOf(input);
  const { regions, problems } = readMaps(text);
  demandLines(problems, text);
  for (const { start, end } of regions) demand(start >= 0 && start < end, `a region from ${start} to ${end}`);
  const scenario = scenarioFromMaps(regions, 'fuzz.maps');
  if (index % PARSED === 0) demandParses(scenario);
  return problems.length === 0 ? 'accepted' : 'rejected';
}

const LSPCI = [
  '01:00.0 3D controller [0302]: NVIDIA Corporation A card [10de:20b5] (rev a1)',
  '\tSubsystem: A maker Device 1533',
  '\tRegion 0: Memory at e4000000 (32-bit, non-prefetchable) [size=16M]',
  '\tRegion 1: Memory at 382000000000 (64-bit, prefetchable) [size=64G]',
  '\tRegion 5: I/O ports at 3000 [size=128]',
  '\tCapabilities: [c8] MSI-X: Enable+ Count=6 Masked-',
  '\t\tVector table: BAR=0 offset=00b90000',
  '\tKernel driver in use: vfio-pci',
  '0000:02:00.0 Network controller: plain -v',
  '\tMemory at f0000000 (64-bit, prefetchable) [size=512]',
  '\tMemory at <unassigned> (64-bit, prefetchable) [disabled]',
  '\tMemory at f1000000 (32-bit, non-prefetchable) [disabled] [size=8K]',
];

const SYSFS = [
  '/sys/bus/pci/devices/0000:01:00.0/resource:0x00000000f6000000 0x00000000f6ffffff 0x0000000000040200',
  '/sys/bus/pci/devices/0000:01:00.0/resource:0x0000000000003000 0x000000000000307f 0x0000000000040101',
  '0x0000380000000000 0x0000380fffffffff 0x000000000014220c',
  '0x0000000000000000 0x0000000000000000 0x0000000000000000',
];

function readsPci(read: typeof readLspci): FuzzReader['read'] {
  return (input, index) => {
    const text = textOf(input);
    const { devices, problems } = read(text);
    demandLines(problems, text);
    const scenario = scenarioFromPci(devices, 'fuzz.txt');
    if (index % PARSED === 0) demandParses(scenario);
    return problems.length === 0 ? 'accepted' : 'rejected';
  };
}

const MOUNTS = [
  'sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0',
  '/dev/nvme0n1p2 / ext4 rw,relatime,errors=remount-ro 0 0',
  'tmpfs /dev/shm tmpfs rw,nosuid,nodev,huge=always 0 0',
  '/dev/sda1 /my\\040disk xfs rw,noatime 0 0',
  'hugetlbfs /dev/hugepages hugetlbfs rw,relatime,pagesize=2M 0 0',
];

function readsMounts(input: string): Verdict {
  const text = textOf(input);
  const { problems } = readMounts(text);
  demandLines(problems, text);
  return problems.length === 0 ? 'accepted' : 'rejected';
}

const SETUPS = ['recordings/java.json', 'traces/fuzz-arm64-6.1-bbbaep-21.json', 'traces/python.json'].map(
  fixture,
);

function readsSetup(input: string): Verdict {
  const result = readSetup(textOf(input));
  if ('problems' in result) {
    demand(result.problems.length > 0, 'refused without a reason');
    for (const problem of result.problems) {
      demandWords(problem);
      demand(
        /^"\w+" must be|^it is no JSON: see line \d+$|^it is no JSON object$/.test(problem),
        `'${problem}' names no field`,
      );
    }
    return 'rejected';
  }
  try {
    recordedMachine(result.setup);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    demandWords(error.message);
    return 'rejected';
  }
}

const TRACES = [
  [
    '==12== Lackey, an example Valgrind tool',
    'I  04016c80,3',
    ' L 1ffeffe7e0,8',
    ' S 1ffeffe7e8,4',
    ' M 04222c40,8',
  ],
  [
    'Output format:',
    '<record#> <instr#>: T<tid> <record details>',
    '------------------------------------------------------------',
    '           1           0: T342625 <marker: version 3>',
    '          12           1: T342625 ifetch      3 byte(s) @ 0x00007f6f0a2eb440 48 89 e7             mov    %rsp',
    '          13           1: T342625 write       8 byte(s) @ 0x00007ffe0b1c2e58 by PC 0x00007f6f0a2eb443',
  ],
  ['# addresses', '0x1000', '8192', '0x7fff12345678'],
];

function readsTrace(input: string): Verdict {
  const text = textOf(input);
  const { addresses, problems } = readAddressTrace(text);
  demandLines(problems, text);
  demand(
    addresses.every((address) => Number.isInteger(address) && address >= 0 && address < 2 ** 57),
    'an address that is none',
  );
  return problems.length === 0 ? 'accepted' : 'rejected';
}

/** Readers of files of a running system. */
export const IMPORTERS: readonly FuzzReader[] = [
  {
    name: 'maps',
    reads: '/proc/PID/maps, and the scenario made of it',
    sample: (draw) => windowOf(MAPS, 10, draw),
    words: ['[heap]', '[stack]', '[vsyscall]', 'rw-p', 'r--s', ' (deleted)', 'ffffffffff600000', '[anon:x]'],
    read: readsMaps,
  },
  {
    name: 'smaps',
    reads: '/proc/PID/smaps, and the scenario made of it',
    sample: (draw) =>
      windowOf(MAPS, 4, draw)
        .trimEnd()
        .split('\n')
        .map((line) => [line, ...SMAPS_FIELDS.slice(draw(SMAPS_FIELDS.length))].join('\n'))
        .join('\n'),
    words: ['VmFlags:', 'Rss:', 'gd', 'kB', 'THPeligible:', 'VmFlags: gd', 'Size:'],
    read: readsMaps,
  },
  {
    name: 'lspci',
    reads: 'output of lspci -v, and the scenario made of it',
    sample: (draw) => windowOf([LSPCI], 12, draw),
    words: [
      'Region 0:',
      'Memory at',
      '[size=16M]',
      '[size=99999999999T]',
      '64-bit',
      'BAR=0',
      'offset=',
      'Count=6',
    ],
    read: readsPci(readLspci),
  },
  {
    name: 'sysfs',
    reads: 'resource files of /sys/bus/pci/devices',
    sample: (draw) => windowOf([SYSFS], 6, draw),
    words: ['0x0000000000040200', '0xffffffffffffffff', '0x000000000014220c', '0000:01:00.0', 'resource:'],
    read: readsPci((text) => readSysfsResource(text)),
  },
  {
    name: 'mounts',
    reads: '/proc/self/mounts',
    sample: (draw) => windowOf([MOUNTS], 5, draw),
    words: ['tmpfs', 'hugetlbfs', 'huge=always', '\\040', '\\777', '/', '#'],
    read: readsMounts,
  },
  {
    name: 'setup',
    reads: 'the JSON beside a recording, and its machine',
    sample: (draw) => SETUPS[draw(SETUPS.length)]!,
    words: [
      '"machine"',
      '"vaBits"',
      '"mmapBase"',
      '"hugepageSize"',
      '57',
      '1e300',
      '"kernel"',
      '"arm64-4k"',
      '"thp"',
    ],
    read: readsSetup,
  },
  {
    name: 'address-trace',
    reads: 'addresses of lackey, drmemtrace or a plain list',
    sample: (draw) => windowOf(TRACES, 6, draw),
    words: [' L ', ' M ', 'I  ', 'byte(s) @ 0x', 'ifetch', 'read', 'write', '0x', ',8', '==1=='],
    read: readsTrace,
  },
];
