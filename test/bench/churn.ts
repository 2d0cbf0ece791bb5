import { readMaps } from '../../src/import/maps.ts';
import type { RecordingSetup } from '../../src/import/setup.ts';
import { buildMachine } from '../../src/machine/machine.ts';
import { getUnmappedArea } from '../../src/mm/get-unmapped-area.ts';
import { createMm, type Mm } from '../../src/mm/mm.ts';
import { type MmapCall, mmap, type Place } from '../../src/mm/mmap.ts';
import { munmap } from '../../src/mm/munmap.ts';
import { VM } from '../../src/mm/vma.ts';
import { recordedProcess } from '../../src/replay/recorded-setup.ts';

/** What a churn is made of; the same numbers go to native/churn.c. */
export interface ChurnSize {
  readonly live: number;
  readonly maxPages: number;
  readonly operations: number;
}

const PAGE = 4096;

/** A machine without a limit on VMAs, for sizes that no kernel allows. */
export function roomyProcess(): Mm {
  return createMm(buildMachine({ arch: 'x86_64', maxMapCount: 2 ** 31 }).machine!);
}

/** The process that native/churn.c had before its first call. */
export function snapshotProcess(maps: string): Mm {
  const setup: RecordingSetup = {
    machine: 'x86_64',
    kernel: '6.18',
    layout: 'topdown',
    aslr: false,
    stackLimit: 8 * 2 ** 20,
    mmapMinAddr: 4096,
    maxMapCount: 65530,
    thp: { enabled: 'madvise', shmem_enabled: 'never' },
    mounts: [],
  };
  return recordedProcess(setup, readMaps(maps).regions);
}

/** The churn of native/churn.c in the lab: the same draws, the same calls, the same hash of addresses. */
export class Churn {
  hash = 0;
  readonly #mm: Mm;
  readonly #size: ChurnSize;
  readonly #place: Place;
  readonly #at: Float64Array;
  readonly #pages: Float64Array;
  #state = 12345;

  constructor(mm: Mm, size: ChurnSize, place: Place = getUnmappedArea) {
    this.#mm = mm;
    this.#size = size;
    this.#place = place;
    this.#at = new Float64Array(size.live);
    this.#pages = new Float64Array(size.live);
  }

  /** Makes all live mappings. */
  fill(): void {
    for (let i = 0; i < this.#size.live; i++) this.#make(i);
  }

  /** One round. @returns nanoseconds an operation. */
  round(): number {
    const { live, operations } = this.#size;
    const from = process.hrtime.bigint();
    for (let k = 0; k < operations / 2; k++) {
      const i = this.#draw() % live;
      munmap(this.#mm, this.#at[i]! * PAGE, this.#pages[i]! * PAGE);
      this.#make(i);
    }
    return Number(process.hrtime.bigint() - from) / operations;
  }

  #make(i: number): void {
    const pages = 1 + (this.#draw() % this.#size.maxPages);
    const { page } = mmap(this.#mm, anonymous(pages * PAGE), this.#place);
    if (page < 0) throw new Error(`mmap failed: ${page}`);
    this.#at[i] = page;
    this.#pages[i] = pages;
    const sum = this.hash * 31 + page;
    this.hash = sum - Math.floor(sum / 2 ** 40) * 2 ** 40;
  }

  #draw(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state >>> 0;
    return this.#state;
  }
}

function anonymous(lengthBytes: number): MmapCall {
  return {
    hintBytes: 0,
    lengthBytes,
    pgoff: 0,
    fixed: 'no',
    in32bit: false,
    growsdown: false,
    shared: false,
    noreserve: true,
    nohugepage: false,
    prot: VM.READ | VM.WRITE,
    backing: undefined,
    owner: 0,
  };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

/** Heap and typed arrays in bytes, after collections where `node --expose-gc` allows them: the second frees arrays. */
export function bytesHeld(): number {
  for (let i = 0; i < 2; i++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
