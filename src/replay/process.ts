import type { Machine } from '../machine/machine.ts';
import { randomised } from '../machine/machine.ts';
import type { AddressSpace } from '../mm/address-space.ts';
import { copyMm, createMm, type Mm } from '../mm/mm.ts';
import { VM } from '../mm/vma.ts';
import type { OccupiedRegion, Program } from '../plan/operation.ts';

/** Owner of VMAs that occupancy made, and of a VMM's reservations. */
export const OWNER = { occupancy: -1, reservation: -2 } as const;

/** The first process of a program on a machine, which stands still, and the memory of one that has ended. */
interface Started {
  readonly program: Program;
  readonly machine: Machine;
  readonly first: Mm;
  ended?: AddressSpace | undefined;
}

/**
 * Of the program that was started last: a trial's policies follow one another. No WeakMap: one that is old keeps what
 * it holds of young programs, and the memory of their processes, until V8 collects old objects too.
 */
let started: Started | undefined;

/**
 * A process with its occupancy in place, before the first call. Every policy's begins as a copy of the same one: that
 * takes a tenth of the time of placing each VMA.
 */
export function startProcess(machine: Machine, program: Program): Mm {
  if (started?.program !== program || started.machine !== machine)
    started = { program, machine, first: firstProcess(machine, program) };
  const mm = copyMm(started.first, started.ended);
  started.ended = undefined;
  return mm;
}

/** Gives the memory of a process back, at which nobody may look any more. */
export function endProcess(program: Program, mm: Mm): void {
  if (started?.program === program && started.first.machine === mm.machine) started.ended = mm.space;
}

function firstProcess(machine: Machine, { occupied, rndPages }: Program): Mm {
  const mm = createMm(machine.aslr ? randomised(machine, rndPages) : machine);
  const files = new Map<string, number>();
  for (const region of occupied) {
    if (region.file !== '' && !files.has(region.file)) files.set(region.file, mm.space.openFile());
    mm.space.place(region.start, region.end, {
      flags: regionFlags(region),
      file: region.file === '' ? 0 : files.get(region.file)!,
      pgoff: region.pgoff,
      owner: OWNER.occupancy,
    });
  }
  const heap = occupied.find(({ what }) => what === 'heap');
  mm.startBrk = heap?.start ?? programBreak(mm);
  mm.brk = heap?.end ?? mm.startBrk;
  return mm;
}

function regionFlags({ permissions, what }: OccupiedRegion): number {
  let flags = 0;
  if (permissions[0] === 'r') flags |= VM.READ;
  if (permissions[1] === 'w') flags |= VM.WRITE;
  if (permissions[2] === 'x') flags |= VM.EXEC;
  if (permissions[3] === 's') flags |= VM.SHARED;
  else if (permissions[1] === 'w') flags |= VM.ACCOUNT;
  return what === 'stack' ? flags | VM.GROWSDOWN : flags;
}

/** Where the heap of a process without occupancy begins: ELF_ET_DYN_BASE, two thirds up the window. Pages. */
function programBreak({ machine, limits }: Mm): number {
  return Math.floor(((Math.floor(machine.mapWindowBytes / 3) * 2) / machine.pageBytes) % limits.taskSize);
}
