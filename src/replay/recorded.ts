import type { MapsRegion } from '../import/maps.ts';
import type { RecordingSetup } from '../import/setup.ts';
import type { LoggedCall } from '../import/strace.ts';
import { type Backing, openBacking } from '../mm/backing.ts';
import { brk } from '../mm/brk.ts';
import { getUnmappedArea } from '../mm/get-unmapped-area.ts';
import type { Mm } from '../mm/mm.ts';
import { mmap, type Place } from '../mm/mmap.ts';
import { mprotect } from '../mm/mprotect.ts';
import { mremap } from '../mm/mremap.ts';
import { munmap } from '../mm/munmap.ts';
import { errnoName, VM } from '../mm/vma.ts';
import { recordedBacking, recordedProcess } from './recorded-setup.ts';

/** A call whose answer differs from the recorded one. Addresses in bytes; errors by name. */
export interface Difference {
  readonly line: number;
  readonly call: LoggedCall;
  readonly expected: number | string;
  readonly got: number | string;
}

/** How a recording went. `placements` are calls for which the kernel chose an address. */
export interface RecordedOutcome {
  readonly mm: Mm;
  readonly asRecorded: number;
  readonly fixed: number;
  readonly differences: readonly Difference[];
}

/** Which policy decides for a backing; by default the kernel. */
export type PlaceFor = (backing: Backing | undefined, mm: Mm) => Place;

const kernelPlaces: PlaceFor = () => getUnmappedArea;

/** Replays a recorded program and compares every answer with the log's. */
export function replayRecorded(
  setup: RecordingSetup,
  regions: readonly MapsRegion[],
  calls: readonly LoggedCall[],
  placeFor: PlaceFor = kernelPlaces,
): RecordedOutcome {
  const mm = recordedProcess(setup, regions);
  const program = new RecordedProgram(mm, setup, placeFor);
  for (const call of calls) program.run(call);
  return { mm, asRecorded: program.asRecorded, fixed: program.fixed, differences: program.differences };
}

/** The state of one replay: open files, counts, differences. */
class RecordedProgram {
  asRecorded = 0;
  fixed = 0;
  readonly differences: Difference[] = [];
  readonly #files = new Map<string, Backing>();

  constructor(
    readonly mm: Mm,
    readonly setup: RecordingSetup,
    readonly placeFor: PlaceFor,
  ) {}

  run(call: LoggedCall): void {
    if (call.call === 'mmap') this.#mmap(call);
    else if (call.call === 'mremap') this.#mremap(call);
    else if (call.call === 'brk') this.#brk(call);
    else if (call.result && 'value' in call.result) {
      if (call.call === 'munmap') munmap(this.mm, call.at, call.length);
      else mprotect(this.mm, call.at, call.length, protection(call.prot));
    }
  }

  #mmap(call: LoggedCall & { call: 'mmap' }): void {
    const has = (flag: string) => call.flags.includes(flag);
    const backing = this.#backing(call);
    const fixed = has('MAP_FIXED_NOREPLACE') ? 'noreplace' : has('MAP_FIXED') ? 'fixed' : 'no';
    const request = {
      hintBytes: call.at,
      lengthBytes: call.length,
      pgoff: call.offset / this.mm.machine.pageBytes,
      fixed,
      in32bit: has('MAP_32BIT'),
      growsdown: has('MAP_GROWSDOWN'),
      shared: has('MAP_SHARED') || has('MAP_SHARED_VALIDATE'),
      noreserve: has('MAP_NORESERVE'),
      nohugepage: has('MAP_STACK') && this.mm.machine.kernel.switches.efa7df3e3bb5,
      prot: protection(call.prot),
      backing,
      owner: call.line,
    } as const;
    const { page } = mmap(this.mm, request, this.placeFor(backing, this.mm));
    this.#compare(call, page, fixed === 'no');
  }

  #mremap(call: LoggedCall & { call: 'mremap' }): void {
    const fixedBytes = call.flags.includes('MREMAP_FIXED') ? call.fixedAt : undefined;
    const entry = this.mm.space.lookup(call.at / this.mm.machine.pageBytes);
    const backing = entry < 0 ? undefined : this.mm.backings.get(this.mm.space.file(entry));
    const { page } = mremap(
      this.mm,
      {
        atBytes: call.at,
        oldLengthBytes: call.oldLength,
        newLengthBytes: call.newLength,
        mayMove: call.flags.includes('MREMAP_MAYMOVE'),
        ...(fixedBytes === undefined ? {} : { fixedBytes }),
        dontUnmap: call.flags.includes('MREMAP_DONTUNMAP'),
        owner: call.line,
      },
      this.placeFor(backing, this.mm),
    );
    this.#compare(call, page, fixedBytes === undefined);
  }

  #brk(call: LoggedCall & { call: 'brk' }): void {
    const { mm } = this;
    if (!call.result || !('value' in call.result)) return;
    if (mm.startBrk === 0) {
      mm.startBrk = call.result.value / mm.machine.pageBytes;
      mm.brk = mm.startBrk;
      return;
    }
    const got = brk(mm, call.at);
    if (got !== call.result.value) {
      this.differences.push({ line: call.line, call, expected: call.result.value, got });
    }
  }

  #compare(call: LoggedCall, page: number, chosen: boolean): void {
    if (!call.result) return;
    const expected = 'value' in call.result ? call.result.value : call.result.error;
    const got = page < 0 ? errnoName(page) : page * this.mm.machine.pageBytes;
    if (expected !== got) this.differences.push({ line: call.line, call, expected, got });
    else if (chosen) this.asRecorded++;
    else this.fixed++;
  }

  #backing(call: LoggedCall & { call: 'mmap' }): Backing | undefined {
    const hugetlb = call.flags.find((flag) => flag.startsWith('MAP_HUGETLB'));
    if (hugetlb) return this.#hugetlb();
    if (call.flags.includes('MAP_ANONYMOUS') || !call.descriptor) return undefined;
    const key = `${call.descriptor.number} ${call.descriptor.path}`;
    const known = this.#files.get(key);
    if (known) return known;
    const backing = recordedBacking(this.mm, this.setup, call.descriptor);
    this.#files.set(key, backing);
    return backing;
  }

  #hugetlb(): Backing {
    const pages = (this.setup.hugepageSize ?? 2 ** 21) / this.mm.machine.pageBytes;
    return openBacking(this.mm, {
      hook: 'hugetlb',
      shmemHuge: false,
      hugetlbPages: pages,
      special: false,
      label: 'hugetlb',
    });
  }
}

/** PROT_* words as VM flags. */
function protection(words: readonly string[]): number {
  let flags = 0;
  if (words.includes('PROT_READ')) flags |= VM.READ;
  if (words.includes('PROT_WRITE')) flags |= VM.WRITE;
  if (words.includes('PROT_EXEC')) flags |= VM.EXEC;
  return flags;
}
