import { type ImportProblem, ImportProblems } from './problems.ts';

/** A memory BAR. Bytes. */
export interface PciBar {
  readonly index: number;
  readonly physBytes: number;
  readonly sizeBytes: number;
  readonly prefetchable: boolean;
}

/** A PCI device as lspci or sysfs shows it. */
export interface PciDevice {
  /** `0000:01:00.0`, or as the listing has it. */
  readonly address: string;
  /** `VGA compatible controller: …`; empty where only sysfs was read. */
  readonly name: string;
  /** The driver in use; empty where none is. */
  readonly driver: string;
  readonly bars: readonly PciBar[];
  /** The MSI-X table, where the listing shows it. Bytes. */
  readonly msix: { readonly bar: number; readonly offset: number; readonly length: number } | undefined;
}

/** What a reader of PCI listings answers. */
export interface PciListing {
  readonly devices: readonly PciDevice[];
  readonly problems: readonly ImportProblem[];
}

interface Draft {
  address: string;
  name: string;
  driver: string;
  bars: PciBar[];
  msix: PciDevice['msix'];
  /** The next BAR's number, where the listing does not say it (lspci -v). */
  next: number;
  msixCount: number;
}

const HEAD = /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\s+(.*)$/i;
const REGION =
  /^\s+(?:Region (\d+): )?(Memory|I\/O ports) at ([0-9a-f]+|<\w+>)(?: \(([^)]*)\))?.*?(?:\[size=(\d+)([KMGT]?)\])?$/i;
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** Longer than any line of these: noise, which is not looked at. */
const LONGEST = 4096;
const TOO_LONG = 'longer than any line of lspci -v';

/** Reads `lspci -v`, `-vv` or `-vvv` (with or without -nn, -D). */
export function readLspci(text: string): PciListing {
  const drafts: Draft[] = [];
  const problems = new ImportProblems();
  text.split('\n').forEach((line, i) => {
    if (line.length > LONGEST) {
      problems.add({ line: i + 1, message: TOO_LONG });
      return;
    }
    const head = HEAD.exec(line);
    if (head) drafts.push(draft(head[1]!, head[2]!));
    else if (/^\s/.test(line)) {
      if (!describe(line, drafts.at(-1))) problems.add({ line: i + 1, message: NO_BAR });
    } else if (line.trim() !== '') problems.add({ line: i + 1, message: 'not a line of lspci -v' });
  });
  return { devices: drafts.map(finished), problems: problems.list() };
}

/**
 * Reads a `resource` file of /sys/bus/pci/devices, or several as `grep . …/resource` prints them.
 * @param address - the device where the lines do not name one.
 */
export function readSysfsResource(text: string, address = 'device'): PciListing {
  const devices = new Map<string, { bars: PciBar[]; next: number }>();
  const problems = new ImportProblems();
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const match =
      line.length > LONGEST
        ? null
        : /^(?:(.*):)?\s*(0x[0-9a-f]+)\s+(0x[0-9a-f]+)\s+(0x[0-9a-f]+)\s*$/i.exec(line);
    if (!match) {
      problems.add({ line: i + 1, message: 'not a line of a resource file (START END FLAGS)' });
      return;
    }
    const key = /([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])/i.exec(match[1] ?? '')?.[1] ?? address;
    const device = devices.get(key) ?? { bars: [], next: 0 };
    devices.set(key, device);
    const index = device.next++;
    const bar = resourceBar(index, Number(match[2]), Number(match[3]), Number(match[4]));
    if (bar && !isPhysical(bar)) problems.add({ line: i + 1, message: NO_BAR });
    else if (bar) device.bars.push(bar);
  });
  const found = [...devices].map(([key, { bars }]) => ({
    address: key,
    name: '',
    driver: '',
    bars,
    msix: undefined,
  }));
  return { devices: found, problems: problems.list() };
}

/** IORESOURCE_MEM and IORESOURCE_PREFETCH of include/linux/ioport.h. */
function resourceBar(index: number, start: number, end: number, flags: number): PciBar | undefined {
  const memory = Math.floor(flags / 0x200) % 2 === 1;
  if (index > 5 || !memory || end <= start) return undefined;
  const prefetchable = Math.floor(flags / 0x2000) % 2 === 1;
  return { index, physBytes: start, sizeBytes: end - start + 1, prefetchable };
}

/** No physical address of any architecture, and what doubles count exactly. */
const HIGHEST_PHYS = 2 ** 53;
const NO_BAR = 'a BAR that is empty, or ends above every physical address';

function isPhysical({ physBytes, sizeBytes }: PciBar): boolean {
  return sizeBytes > 0 && physBytes + sizeBytes <= HIGHEST_PHYS;
}

function draft(address: string, name: string): Draft {
  return { address, name, driver: '', bars: [], msix: undefined, next: 0, msixCount: 0 };
}

/** Reads what a line says of a device; false where it is a BAR that cannot be. */
function describe(line: string, device: Draft | undefined): boolean {
  if (!device) return true;
  const driver = /^\s+Kernel driver in use: (\S+)/.exec(line)?.[1];
  if (driver !== undefined) device.driver = driver;
  const count = /MSI-X: .*Count=(\d+)/.exec(line)?.[1];
  if (count !== undefined) device.msixCount = Number(count);
  const table = /Vector table: BAR=(\d+) offset=([0-9a-f]+)/i.exec(line);
  if (table)
    device.msix = {
      bar: Number(table[1]),
      offset: Number.parseInt(table[2]!, 16),
      length: Math.max(1, device.msixCount) * 16,
    };
  const region = REGION.exec(line);
  return region === null || addRegion(region, device);
}

function addRegion(region: RegExpExecArray, device: Draft): boolean {
  const [, number, kind, at = '', traits = '', size, unit = ''] = region;
  const index = number === undefined ? device.next : Number(number);
  device.next = index + (/64-bit/.test(traits) ? 2 : 1);
  const known = kind === 'Memory' && size !== undefined && /^[0-9a-f]+$/i.test(at) && index <= 5;
  if (!known) return true;
  const bar = {
    index,
    physBytes: Number.parseInt(at, 16),
    sizeBytes: Number(size) * UNITS[unit.toUpperCase()]!,
    prefetchable: /(?:^|[ ,])prefetchable/.test(traits) && !/non-prefetchable/.test(traits),
  };
  if (isPhysical(bar)) device.bars.push(bar);
  return isPhysical(bar);
}

function finished({ address, name, driver, bars, msix }: Draft): PciDevice {
  return { address, name, driver, bars, msix };
}
