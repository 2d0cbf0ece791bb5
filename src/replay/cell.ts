import type { ScenarioPoint } from '../language/checked-scenario.ts';
import { alignUp } from '../machine/bytes.ts';
import { type Area, type AreaRequest, searchLabel } from '../mm/area-request.ts';
import { brk } from '../mm/brk.ts';
import { getUnmappedArea } from '../mm/get-unmapped-area.ts';
import type { Mm } from '../mm/mm.ts';
import { type CallResult, type MmapCall, mmap, type Place } from '../mm/mmap.ts';
import { mprotect } from '../mm/mprotect.ts';
import { mremap } from '../mm/mremap.ts';
import { munmap } from '../mm/munmap.ts';
import { errnoName } from '../mm/vma.ts';
import type {
  AddressRange,
  MmapOperation,
  Operation,
  OperationAddress,
  OperationSource,
  Program,
  SlotRange,
} from '../plan/operation.ts';
import type { PolicyRun } from '../policies/policy-run.ts';
import { cutPieces, type MappingState, newMapping, piecesOf, settleAt } from './mapping-state.ts';
import { lostPages, mmapCall, PROTECTION } from './mmap-call.ts';
import type { CellOutcome } from './outcome.ts';
import { outcomeOf } from './outcome-of.ts';
import { paddingLosses } from './padding-loss.ts';
import { endProcess, startProcess } from './process.ts';
import { Sources } from './sources.ts';
import { Vmm } from './vmm.ts';

/** What one cell replays. */
export interface CellInput {
  readonly point: ScenarioPoint;
  readonly program: Program;
  readonly run: PolicyRun;
  /** Shown every placement while the space is still as its searches saw it; for explanations. */
  readonly observe?: (slot: number, mm: Mm, area: Area, request: AreaRequest) => void;
}

/** Replays one cell from its first call to its last. */
export function replayCell(input: CellInput): CellOutcome {
  const cell = new Cell(input);
  for (const operation of input.program.operations) cell.run(operation);
  cell.finish();
  const outcome = outcomeOf(cell);
  if (!input.observe && !input.run.seesSpace) endProcess(input.program, cell.mm);
  return outcome;
}

/** One process under one policy: the calls of a program, and what they cost. Pages unless a name says bytes. */
export class Cell {
  readonly mm: Mm;
  readonly policy: PolicyRun;
  /** What came of each slot's mmap, by the slot. */
  readonly mappings: (MappingState | undefined)[] = [];
  failed = 0;
  paddingLosses = 0;
  lostPages = 0;
  searches = 0;
  systemCalls = 0;
  hookCalls = 0;

  readonly sources: Sources;
  readonly #named: MappingState[] = [];
  readonly #revoked = new Set<number>();
  readonly #vmm: Vmm;
  readonly #observe: CellInput['observe'];
  readonly #place: Place = (mm, request) => this.#placed(mm, request);
  /** Of the placement under way: its slot, and what is mapped; undefined where the policy is not asked. */
  #slot = -1;
  #source: OperationSource | undefined;

  constructor({ point, program, run, observe }: CellInput) {
    this.#observe = observe;
    this.mm = startProcess(run.machine, program);
    this.mm.recording = observe !== undefined;
    this.policy = run;
    this.sources = new Sources(this.mm, point);
    this.#vmm = new Vmm(this);
  }

  /** Runs one call. */
  run(operation: Operation): void {
    if (operation.op === 'mmap') {
      this.#mmap(operation);
      return;
    }
    this.#vmm.settle();
    if (operation.op === 'revoke') this.#revoked.add(operation.device);
    else if (operation.op === 'restore') this.#revoked.delete(operation.device);
    else if (operation.op === 'brk') this.#brk(operation.growthBytes);
    else if (operation.op === 'mremap') this.#mremap(operation);
    else if (operation.op === 'munmap' || operation.op === 'mprotect') {
      const range = this.#resolve(operation.range);
      if (!range) return;
      const { startBytes, lengthBytes } = range;
      if (operation.op === 'munmap') this.munmap(startBytes, lengthBytes);
      else this.#mprotect(startBytes, lengthBytes, PROTECTION[operation.prot]);
    }
  }

  /** Lets a VMM give back what it still reserves. */
  finish(): void {
    this.#vmm.settle();
  }

  /** Whether the device of a mapping has taken its memory away. */
  isRevoked(source: OperationSource | undefined): boolean {
    return source?.kind === 'device' && this.#revoked.has(source.device);
  }

  /** munmap(2), counted, with the named mappings that it cuts. Bytes. */
  munmap(startBytes: number, lengthBytes: number): void {
    this.systemCalls++;
    if (munmap(this.mm, startBytes, lengthBytes) < 0) this.failed++;
    else this.#cut(startBytes, lengthBytes);
  }

  /** mmap(2), counted. @param source - what is mapped, for the policy; undefined where the kernel alone places. */
  map(call: MmapCall, source: OperationSource | undefined): CallResult {
    this.systemCalls++;
    this.#source = source;
    const result = mmap(this.mm, call, this.#place);
    if (result.page >= 0 && call.fixed === 'fixed') {
      this.#cut(result.page * this.mm.machine.pageBytes, result.lengthPages * this.mm.machine.pageBytes);
    }
    return result;
  }

  /** Chooses an address and counts what that cost, while the space is still as the search saw it. */
  #placed(mm: Mm, request: AreaRequest): Area {
    const source = this.#source;
    const area = source
      ? this.policy.place(mm, request, this.sources.mapped(source), this.sources.facts(request, source))
      : getUnmappedArea(mm, request);
    if (source && this.policy.asked) this.hookCalls++;
    this.searches += mm.searchCount;
    if (mm.searches.length > 0) this.paddingLosses += paddingLosses(mm);
    this.#observe?.(this.#slot, mm, area, request);
    return area;
  }

  #mmap(operation: MmapOperation): void {
    const { source, backing } = this.sources.open(operation.source, operation.shared);
    const state = newMapping(operation, source, backing);
    this.mappings[operation.slot] = state;
    this.#slot = operation.slot;
    if (operation.name !== '') this.#named.push(state);
    const hintBytes = operation.at ? this.#addressBytes(operation.at) : 0;
    if (hintBytes === undefined) {
      this.#fail(state, 'EINVAL');
      return;
    }
    if (this.sources.isPastEnd(operation)) {
      this.#fail(state, 'EINVAL');
      return;
    }
    const { searches, systemCalls, hookCalls } = this;
    const pgoff = this.sources.mmapOffsetBytes(operation) / this.mm.machine.pageBytes;
    const call = mmapCall(operation, backing, hintBytes, pgoff);
    if (!this.#vmm.map(state, operation, call)) this.#mapPlainly(state, operation, call);
    state.searches = this.searches - searches;
    state.systemCalls = this.systemCalls - systemCalls;
    state.hookCalls = this.hookCalls - hookCalls;
    this.lostPages += state.lostPages;
  }

  #mapPlainly(state: MappingState, { source }: MmapOperation, call: MmapCall): void {
    this.#vmm.settle();
    const { page, lengthPages, area } = this.map(call, source);
    if (page < 0) {
      this.#fail(state, errnoName(page));
      return;
    }
    const fallback = this.policy.fellBack && area.via !== 'hint' && area.via !== 'fixed';
    state.status =
      area.via === 'fixed' ? 'fixed' : area.via === 'hint' ? 'hint' : fallback ? 'fallback' : 'placed';
    state.search = state.name === '' ? '' : searchLabel(area, this.mm.machine.pageBytes);
    state.alignPages = area.alignPages;
    state.area = area;
    state.lostPages = lostPages(area, lengthPages);
    settleAt(state, page, lengthPages);
  }

  #fail(state: MappingState, error: string): void {
    state.status = 'failed';
    state.error = error;
    this.failed++;
  }

  #mremap(operation: Operation & { op: 'mremap' }): void {
    const range = this.#resolve(operation.range);
    const fixedBytes = operation.fixedAt && this.#addressBytes(operation.fixedAt);
    if (!range) return;
    this.systemCalls++;
    this.#slot = operation.toSlot;
    const page = this.mm.machine.pageBytes;
    const from = 'slot' in operation.range ? this.mappings[operation.range.slot] : undefined;
    const call = {
      atBytes: range.startBytes,
      oldLengthBytes: range.lengthBytes,
      newLengthBytes: operation.newLengthBytes,
      mayMove: operation.mayMove,
      ...(fixedBytes === undefined ? {} : { fixedBytes }),
      dontUnmap: operation.dontUnmap,
      owner: operation.toSlot,
    };
    this.#source = from?.operation?.source ?? { kind: 'anon', shared: false };
    const result = mremap(this.mm, call, this.#place);
    if (result.page < 0) {
      this.failed++;
      return;
    }
    const moved = result.page !== range.startBytes / page;
    if (moved) this.lostPages += lostPages(result.area, result.lengthPages);
    if (fixedBytes !== undefined) this.#cut(fixedBytes, operation.newLengthBytes);
    if (from) this.#follow(from, operation, result, range.startBytes / page, moved);
  }

  /** Makes a mapping's bookkeeping follow its mremap. */
  #follow(
    from: MappingState,
    operation: Operation & { op: 'mremap' },
    result: CallResult,
    at: number,
    moved: boolean,
  ): void {
    from.pieces = piecesOf(from);
    const piece = from.pieces.find(({ start, end }) => start <= at && at < end);
    const firstOffset = piece ? piece.offset + at - piece.start : 0;
    const pageBytes = this.mm.machine.pageBytes;
    if (!operation.dontUnmap) this.#cut(at * pageBytes, from.pages * pageBytes);
    const target = operation.dontUnmap ? { ...from, slot: operation.toSlot, pieces: [] } : from;
    const there = { start: result.page, end: result.page + result.lengthPages, offset: firstOffset };
    target.pieces = [...target.pieces, there];
    target.base = result.page - (moved ? 0 : firstOffset);
    target.pages = result.lengthPages;
    if (moved) target.area = result.area;
    if (moved) target.search = searchLabel(result.area, this.mm.machine.pageBytes);
    if (operation.name !== undefined) target.name = operation.name;
    this.mappings[operation.toSlot] = target;
    if (operation.dontUnmap && target.name !== '') this.#named.push(target);
  }

  #mprotect(startBytes: number, lengthBytes: number, prot: number): void {
    this.systemCalls++;
    if (mprotect(this.mm, startBytes, lengthBytes, prot) < 0) this.failed++;
  }

  #brk(growthBytes: number): void {
    this.systemCalls++;
    const wanted = this.mm.brk * this.mm.machine.pageBytes + growthBytes;
    if (brk(this.mm, wanted) !== wanted) this.failed++;
  }

  #cut(startBytes: number, lengthBytes: number): void {
    const page = this.mm.machine.pageBytes;
    const start = startBytes / page;
    for (const mapping of this.#named) cutPieces(mapping, start, start + alignUp(lengthBytes, page) / page);
  }

  /** A range in bytes; undefined where its mapping failed, so that the call is never made. */
  #resolve(range: SlotRange | AddressRange): { startBytes: number; lengthBytes: number } | undefined {
    const page = this.mm.machine.pageBytes;
    if ('at' in range) {
      const startBytes = this.#addressBytes(range.at);
      return startBytes === undefined ? undefined : { startBytes, lengthBytes: range.lengthBytes };
    }
    const mapping = this.mappings[range.slot];
    if (!mapping || mapping.status === 'failed') return undefined;
    const lengthBytes = range.lengthBytes ?? mapping.pages * page - range.offsetBytes;
    return { startBytes: mapping.base * page + range.offsetBytes, lengthBytes };
  }

  #addressBytes({ slot, offsetBytes }: OperationAddress): number | undefined {
    if (slot === undefined) return offsetBytes;
    const mapping = this.mappings[slot];
    if (!mapping || mapping.status === 'failed') return undefined;
    return mapping.base * this.mm.machine.pageBytes + offsetBytes;
  }
}
