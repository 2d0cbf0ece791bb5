import { type ImportProblem, ImportProblems } from './problems.ts';

export type { ImportProblem } from './problems.ts';

/** One line of /proc/PID/maps (or the head line of a block of smaps). Bytes; `end` is exclusive. */
export interface MapsRegion {
  readonly start: number;
  readonly end: number;
  /** `rw-p`. */
  readonly permissions: string;
  readonly offset: number;
  readonly device: string;
  readonly inode: string;
  /** A path, `[heap]`, `[stack]`, …; empty for anonymous memory. */
  readonly path: string;
  /** VmFlags of smaps, where it has them: `gd` marks a stack. */
  readonly vmFlags: readonly string[];
  /** 1-based line. */
  readonly line: number;
}

/** What a reader of maps answers. */
export interface MapsSnapshot {
  readonly regions: readonly MapsRegion[];
  readonly problems: readonly ImportProblem[];
}

const REGION =
  /^([0-9a-f]+)-([0-9a-f]+) ([r-][w-][x-][ps]) ([0-9a-f]+) ([0-9a-f]+:[0-9a-f]+) (\d+)(?: +(.*))?$/;
const SMAPS_FIELD = /^(?:[A-Z][A-Za-z_]*:|VmFlags:|THPeligible:|ProtectionKey:)/;
/** Longer than any line of the kernel: a path has at most 4096 bytes, each escaped as four. */
const LONGEST = 1 << 16;
/** Above the user half of every 64-bit architecture: [vsyscall], which no placement sees. */
const KERNEL_HALF = 2 ** 63;
/** No user address of any architecture: five levels of tables reach 57 bits. */
const HIGHEST = 2 ** 57;

/** Reads /proc/PID/maps or smaps line by line, in bounded memory. Regions of the kernel's half are left out. */
export class MapsReader {
  readonly regions: MapsRegion[] = [];
  readonly problems = new ImportProblems();
  #line = 0;

  push(text: string): void {
    const line = ++this.#line;
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (bare.trim() === '') return;
    const match = bare.length > LONGEST ? null : REGION.exec(bare);
    if (match) addRegion(match, line, this.regions, this.problems);
    else if (bare.startsWith('VmFlags:')) addFlags(bare, this.regions);
    else if (!SMAPS_FIELD.test(bare)) this.problems.add({ line, message: 'not a line of /proc/PID/maps' });
  }
}

/** Reads /proc/PID/maps or smaps text. Regions of the kernel's half ([vsyscall]) are left out. */
export function readMaps(text: string): MapsSnapshot {
  const reader = new MapsReader();
  for (const line of text.split('\n')) reader.push(line);
  return { regions: reader.regions, problems: reader.problems.list() };
}

function addRegion(
  match: RegExpExecArray,
  line: number,
  regions: MapsRegion[],
  problems: ImportProblems,
): void {
  const [, from, to, permissions, offset, device, inode, path = ''] = match as unknown as string[];
  const start = Number(BigInt(`0x${from}`));
  const end = Number(BigInt(`0x${to}`));
  if (start >= KERNEL_HALF && start < 2 * KERNEL_HALF) return;
  const before = regions.at(-1);
  if (end <= start) {
    problems.add({ line, message: `the region ends at or before its start (${shown(from!)}-${shown(to!)})` });
    return;
  }
  if (end > HIGHEST) {
    problems.add({
      line,
      message: `the region ends above every user address (${shown(from!)}-${shown(to!)})`,
    });
    return;
  }
  if (before && start < before.end) {
    problems.add({ line, message: `the region overlaps or precedes the one of line ${before.line}` });
    return;
  }
  const region = {
    start,
    end,
    permissions: permissions!,
    offset: Number(BigInt(`0x${offset}`)),
    device: device!,
  };
  regions.push({ ...region, inode: inode!, path: path.trimEnd(), vmFlags: [], line });
}

/** An address of the file, cut where it has more digits than any. */
function shown(digits: string): string {
  return digits.length > 20 ? `${digits.slice(0, 20)}…` : digits;
}

function addFlags(line: string, regions: MapsRegion[]): void {
  const last = regions.at(-1);
  if (last)
    regions[regions.length - 1] = { ...last, vmFlags: line.slice('VmFlags:'.length).trim().split(/\s+/) };
}
