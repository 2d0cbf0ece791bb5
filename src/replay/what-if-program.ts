import type { MapsRegion } from '../import/maps.ts';
import type { RecordingSetup } from '../import/setup.ts';
import type { LoggedCall, LoggedCallOf } from '../import/strace.ts';
import type { Protection, ScenarioPoint } from '../language/checked-scenario.ts';
import type { Machine } from '../machine/machine.ts';
import type { OccupiedRegion, Operation, OperationAddress, OperationSource } from '../plan/operation.ts';
import { succeeded } from './recorded-answers.ts';
import type { Segment } from './recorded-files.ts';
import { HIGHEST, isSayable } from './what-if-numbers.ts';
import { SlotMap, type SlotPiece, SNAPSHOT } from './what-if-slots.ts';
import { type NamedDevice, WhatIfSources } from './what-if-sources.ts';
import { type Trim, Trims } from './what-if-trims.ts';

/** One step of a recorded program that any policy can make. */
export interface WhatIfStep {
  readonly line: number;
  readonly operation: Operation;
  /** A trim is made only where the mapping lies as it did modulo the alignment that the program was after. */
  readonly trim: Trim | undefined;
}

/** A call that no other placement can follow. */
export interface Uncarried {
  readonly line: number;
  readonly reason: string;
}

/** A recorded program with its calls relative to its mappings. */
export interface WhatIfProgram {
  readonly point: ScenarioPoint;
  readonly occupied: readonly OccupiedRegion[];
  readonly steps: readonly WhatIfStep[];
  /** Calls that are left out under every policy. */
  readonly uncarried: readonly Uncarried[];
  /** Calls that failed when they were recorded: they are left out. */
  readonly failed: number;
  /** mm->start_brk, bytes; 0 where no call tells it. */
  readonly startBrkBytes: number;
}

/** Turns a recorded program into one that follows its mappings wherever a policy puts them. */
export class WhatIfBuilder {
  readonly #page: number;
  readonly #occupied: OccupiedRegion[];
  readonly #sources: WhatIfSources;
  readonly #slots = new SlotMap();
  readonly #trims: Trims;
  readonly #steps: WhatIfStep[] = [];
  readonly #uncarried: Uncarried[] = [];
  readonly #segments = new Map<number, Segment>();
  #nextSlot = 0;
  #brk = 0;
  #startBrk = 0;
  #failed = 0;

  constructor(
    setup: RecordingSetup,
    machine: Machine,
    regions: readonly MapsRegion[],
    devices: readonly NamedDevice[] = [],
  ) {
    this.#page = machine.pageBytes;
    this.#trims = new Trims(machine.pageBytes);
    this.#sources = new WhatIfSources(setup, machine, devices);
    this.#occupied = regions.map((region) => occupiedRegion(region, machine.pageBytes));
    for (const { start, end } of this.#occupied) this.#slots.put(start, end, SNAPSHOT, start);
    this.#startBrk = this.#brk = regions.find(({ path }) => path === '[heap]')?.end ?? 0;
  }

  /** Takes the next call of the snapshot's process, in the order in which the kernel did them. */
  add(call: LoggedCall): void {
    if (!succeeded(call.result)) {
      if (call.call !== 'exit') this.#failed++;
      return;
    }
    const answer = call.result.value;
    if (!isSayable(call, answer)) this.#leaveOut(call, 'it has a number above every user address');
    else if (call.call === 'mmap') this.#mmap(call, answer);
    else if (call.call === 'mremap') this.#mremap(call, answer);
    else if (call.call === 'munmap') this.#munmap(call);
    else if (call.call === 'mprotect') this.#mprotect(call);
    else if (call.call === 'brk') this.#growHeap(call, answer);
    else if (call.call === 'shmget') this.#segments.set(answer, { length: call.length, hugetlbBytes: 0 });
    else if (call.call === 'shmat') this.#shmat(call, answer);
    else if (call.call === 'shmdt') this.#shmdt(call);
  }

  /** The whole program. */
  build(): WhatIfProgram {
    return {
      point: this.#sources.point(),
      occupied: this.#occupied,
      steps: this.#steps,
      uncarried: this.#uncarried,
      failed: this.#failed,
      startBrkBytes: this.#startBrk,
    };
  }

  #mmap(call: LoggedCallOf<'mmap'>, answer: number): void {
    const has = (flag: string) => call.flags.includes(flag);
    const { source, offsetBytes, label } = this.#sources.of(call);
    const fixed = has('MAP_FIXED_NOREPLACE') ? 'noreplace' : has('MAP_FIXED') ? 'fixed' : 'no';
    const at =
      fixed !== 'no'
        ? this.#address(call.at)
        : call.at === 0 || call.at > HIGHEST
          ? undefined
          : this.#hint(call.at);
    this.#map(call, answer, call.length, {
      name: fixed === 'no' ? `L${call.line} ${label}` : '',
      source,
      offsetBytes,
      at,
      fixed,
      in32bit: has('MAP_32BIT'),
      growsdown: has('MAP_GROWSDOWN'),
      shared: has('MAP_SHARED') || has('MAP_SHARED_VALIDATE'),
      prot: protectionOf(call.prot),
      nohugepage: has('MAP_STACK'),
    });
    if (fixed === 'no' && source.kind === 'anon' && !source.shared)
      this.#trims.reserved(this.#nextSlot - 1, answer, this.#pages(call.length) * this.#page);
  }

  #shmat(call: LoggedCallOf<'shmat'>, answer: number): void {
    const segment = this.#segments.get(call.segment);
    if (!segment) {
      this.#leaveOut(call, 'the log does not say how large the segment is');
      return;
    }
    this.#map(call, answer, segment.length, {
      name: `L${call.line} shm`,
      source: { kind: 'anon', shared: true },
      offsetBytes: 0,
      at: call.at === 0 ? undefined : this.#address(call.at),
      fixed: call.at === 0 ? 'no' : 'fixed',
      in32bit: false,
      growsdown: false,
      shared: true,
      prot: call.flags.includes('SHM_RDONLY') ? 'r' : 'rw',
      nohugepage: false,
    });
  }

  #map(call: LoggedCall, answer: number, lengthBytes: number, what: MapDetails): void {
    const slot = this.#nextSlot++;
    const start = answer / this.#page;
    this.#touch(this.#slots.within(start, start + this.#pages(lengthBytes)));
    this.#slots.put(start, start + this.#pages(lengthBytes), slot, 0);
    this.#step(call, { op: 'mmap', slot, lengthBytes, guestBytes: undefined, ...what });
  }

  #shmdt(call: LoggedCallOf<'shmdt'>): void {
    const piece = this.#slots.at(call.at / this.#page);
    if (!piece || piece.slot === SNAPSHOT) return;
    this.#step(call, { op: 'munmap', range: { slot: piece.slot, offsetBytes: 0, lengthBytes: undefined } });
    this.#clearSlot(piece.slot);
  }

  #munmap(call: LoggedCallOf<'munmap'>): void {
    const start = call.at / this.#page;
    const end = start + this.#pages(call.length);
    for (const piece of this.#slots.within(start, end)) {
      const trim = this.#trims.trim(piece);
      this.#step(call, { op: 'munmap', range: this.#range(piece) }, trim);
    }
    this.#slots.clear(start, end);
  }

  #mprotect(call: LoggedCallOf<'mprotect'>): void {
    const start = call.at / this.#page;
    const pieces = this.#slots.within(start, start + this.#pages(call.length));
    this.#touch(pieces);
    for (const piece of pieces)
      this.#step(call, { op: 'mprotect', range: this.#range(piece), prot: protectionOf(call.prot) });
  }

  #mremap(call: LoggedCallOf<'mremap'>, answer: number): void {
    const start = call.at / this.#page;
    const old = Math.max(1, this.#pages(call.oldLength));
    const pieces = this.#slots.within(start, start + old);
    this.#touch(pieces);
    const [piece] = pieces;
    const dontUnmap = call.flags.includes('MREMAP_DONTUNMAP');
    if (!piece || pieces.length > 1 || !this.#isWhole(piece) || call.oldLength === 0) {
      this.#leaveOut(call, 'it moves or resizes a part of a mapping');
      return;
    }
    const slot = dontUnmap ? this.#nextSlot++ : piece.slot;
    this.#step(call, {
      op: 'mremap',
      range: this.#range(piece),
      toSlot: slot,
      name: undefined,
      newLengthBytes: call.newLength,
      mayMove: call.flags.includes('MREMAP_MAYMOVE'),
      fixedAt: call.flags.includes('MREMAP_FIXED') ? this.#address(call.fixedAt ?? 0) : undefined,
      dontUnmap,
    });
    if (!dontUnmap) this.#slots.clear(piece.start, piece.end);
    const to = answer / this.#page;
    this.#slots.put(to, to + this.#pages(call.newLength), slot, 0);
  }

  /** Whether a piece is all that its mapping maps, from its first byte on. */
  #isWhole({ start, end, slot, offset }: SlotPiece): boolean {
    if (slot === SNAPSHOT || offset !== 0) return false;
    const next = this.#slots.at(end);
    return next === undefined || next.slot !== slot || next.offset !== end - start;
  }

  #growHeap(call: LoggedCallOf<'brk'>, answer: number): void {
    if (this.#brk === 0) this.#startBrk = answer;
    else if (answer !== this.#brk) this.#step(call, { op: 'brk', growthBytes: answer - this.#brk });
    this.#brk = answer;
  }

  #clearSlot(slot: number): void {
    const whole = this.#slots.within(0, 2 ** 52).filter((piece) => piece.slot === slot);
    for (const { start, end } of whole) this.#slots.clear(start, end);
  }

  #range({ start, end, slot, offset }: SlotPiece) {
    const lengthBytes = (end - start) * this.#page;
    if (slot === SNAPSHOT) return { at: { offsetBytes: start * this.#page }, lengthBytes };
    return { slot, offsetBytes: offset * this.#page, lengthBytes };
  }

  /** An address that a call fixes: inside a mapping it follows it. */
  #address(bytes: number): OperationAddress {
    const page = Math.floor(bytes / this.#page);
    const piece = this.#slots.at(page);
    if (!piece || piece.slot === SNAPSHOT) return { offsetBytes: bytes };
    return { slot: piece.slot, offsetBytes: piece.offset * this.#page + (bytes - page * this.#page) };
  }

  /** A hint: inside a mapping or right behind one it follows it. */
  #hint(bytes: number): OperationAddress {
    const inside = this.#address(bytes);
    const before = this.#slots.at(Math.floor(bytes / this.#page) - 1);
    if (inside.slot !== undefined || !before || before.slot === SNAPSHOT) return inside;
    return { slot: before.slot, offsetBytes: (before.offset + 1) * this.#page };
  }

  #touch(pieces: readonly SlotPiece[]): void {
    for (const { slot } of pieces) this.#trims.touched(slot);
  }

  #pages(bytes: number): number {
    return Math.ceil(bytes / this.#page);
  }

  #leaveOut({ line }: LoggedCall, reason: string): void {
    this.#uncarried.push({ line, reason });
  }

  #step({ line }: LoggedCall, operation: Operation, trim?: Trim): void {
    this.#steps.push({ line, operation, trim });
  }
}

/** What the call itself says of an mmap. */
type MapDetails = Omit<
  Operation & { op: 'mmap' },
  'op' | 'slot' | 'lengthBytes' | 'guestBytes' | 'source'
> & {
  readonly source: OperationSource;
};

function protectionOf(words: readonly string[]): Protection {
  const has = (word: string) => words.includes(word);
  if (has('PROT_WRITE')) return has('PROT_EXEC') ? 'rwx' : 'rw';
  if (has('PROT_EXEC')) return 'rx';
  return has('PROT_READ') ? 'r' : 'none';
}

function occupiedRegion(region: MapsRegion, page: number): OccupiedRegion {
  const { path, vmFlags } = region;
  const named = path !== '' && !/^\[(heap|stack|anon)/.test(path);
  const stack = path === '[stack]' || vmFlags.includes('gd');
  return {
    start: region.start / page,
    end: region.end / page,
    what: path === '[heap]' ? 'heap' : stack ? 'stack' : named ? 'file' : 'anon',
    permissions: region.permissions,
    file: named ? `${region.device} ${region.inode} ${path}` : '',
    pgoff: (named ? region.offset : region.start) / page,
  };
}
