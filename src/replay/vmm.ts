import type { AreaRequest } from '../mm/area-request.ts';
import type { MmapCall } from '../mm/mmap.ts';
import type { MmapOperation, OperationSource } from '../plan/operation.ts';
import { callProblem, plainCall } from '../policies/plain-answer.ts';
import type { UserCall, UserCalls } from '../policies/policy.ts';
import type { Cell } from './cell.ts';
import { extentsWithout } from './extents-without.ts';
import { type MappingState, settleAt } from './mapping-state.ts';
import type { Extent } from './outcome.ts';
import { OWNER } from './process.ts';

/** More calls than any VMM makes for one mapping: a policy that yields more never ends. */
const MAX_CALLS = 10_000;

interface Reservation {
  readonly start: number;
  /** What is still held at its upper end; trimmed by unmaps. */
  end: number;
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly topdown: boolean;
  low: number;
}

/** A mapping that is being made. */
interface Making {
  readonly state: MappingState;
  readonly source: OperationSource;
  readonly call: MmapCall;
}

/** Carries out the system calls of user-space policies and checks that they stay inside what they reserved. */
export class Vmm {
  readonly #cell: Cell;
  #region = '';
  #reservation: Reservation | undefined;
  #made = false;
  #held: Extent[] = [];

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  /** Makes a mapping by the policy's own calls; false where the policy leaves it to the kernel. */
  map(state: MappingState, { source }: MmapOperation, call: MmapCall): boolean {
    const { policy, sources } = this.#cell;
    if (!policy.makesCalls || call.fixed !== 'no') return false;
    const request = this.#plainRequest(call);
    const facts = sources.facts(request, source);
    const region = facts.region?.id ?? '';
    if (region !== this.#region) this.settle();
    const calls = policy.calls(request, sources.mapped(source), facts);
    if (!calls) return false;
    this.#region = region;
    this.#made = false;
    this.#reservation = undefined;
    state.status = 'failed';
    this.#drive(calls, { state, source, call });
    if (!this.#made) {
      state.error = 'ENOMEM';
      this.#cell.failed++;
    }
    state.lostPages = this.#lost();
    return true;
  }

  /** Lets the policy give back what it reserved for a region and did not use. */
  settle(): void {
    if (this.#region === '') return;
    this.#region = '';
    const calls = this.#cell.policy.settle();
    if (calls) this.#drive(calls, undefined);
  }

  #drive(calls: UserCalls, made: Making | undefined): void {
    const { policy } = this.#cell;
    try {
      let answer: number | undefined;
      for (let count = 0; count < MAX_CALLS; count++) {
        const step = calls.next(answer);
        if (step.done) return;
        const asked = plainCall(step.value);
        const problem = callProblem(asked, this.#cell.mm.machine.pageBytes);
        if (problem !== undefined) {
          policy.fail('violation', problem, 'form');
          return;
        }
        answer = this.#make(asked as unknown as UserCall, made);
      }
      policy.fail('error', `made ${MAX_CALLS} system calls for one mapping and never ended`, 'throws');
    } catch (error) {
      policy.threw(error);
    }
  }

  #make(step: UserCall, made: Making | undefined): number | undefined {
    if (step.call === 'reserve') return this.#reserve(step.lengthBytes);
    if (step.call === 'unmap') {
      this.#unmap(step.addressBytes, step.lengthBytes);
      return undefined;
    }
    return made && this.#mapFixed(step.addressBytes, step.alignBytes, made);
  }

  #reserve(lengthBytes: number): number | undefined {
    const { mm } = this.#cell;
    const call: MmapCall = {
      hintBytes: 0,
      lengthBytes,
      pgoff: 0,
      fixed: 'no',
      in32bit: false,
      growsdown: false,
      shared: false,
      noreserve: false,
      nohugepage: false,
      prot: 0,
      backing: undefined,
      owner: OWNER.reservation,
    };
    const { page, lengthPages, area } = this.#cell.map(call, undefined);
    if (page < 0) return undefined;
    this.#held.push({ start: page, end: page + lengthPages });
    const { gapStart, gapEnd, via } = area;
    this.#reservation = {
      start: page,
      low: page,
      end: page + lengthPages,
      gapStart,
      gapEnd,
      topdown: via === 'topdown',
    };
    return page * mm.machine.pageBytes;
  }

  #unmap(addressBytes: number, lengthBytes: number): void {
    this.#cell.munmap(addressBytes, lengthBytes);
    const page = this.#cell.mm.machine.pageBytes;
    const start = addressBytes / page;
    const end = (addressBytes + lengthBytes) / page;
    this.#use(start, end);
    const held = this.#reservation;
    if (!held) return;
    if (end >= held.end) held.end = Math.min(held.end, start);
    if (start <= held.low) held.low = Math.max(held.low, end);
  }

  #mapFixed(addressBytes: number, alignBytes: number, { state, source, call }: Making): number | undefined {
    const cell = this.#cell;
    const pageBytes = cell.mm.machine.pageBytes;
    const page = addressBytes / pageBytes;
    const pages = Math.ceil(call.lengthBytes / pageBytes);
    if (!Number.isInteger(page) || !this.#holds(page, pages)) {
      cell.policy.fail('violation', 'maps over addresses that it did not reserve', 'free');
      return undefined;
    }
    const result = cell.map({ ...call, hintBytes: addressBytes, fixed: 'fixed' }, source);
    if (result.page < 0) return undefined;
    this.#use(page, page + pages);
    this.#made = true;
    state.status = 'placed';
    state.search = 'user space';
    state.alignPages = alignBytes / pageBytes;
    settleAt(state, result.page, result.lengthPages);
    return addressBytes;
  }

  /** Whether a whole range is reserved and not yet used. */
  #holds(start: number, pages: number): boolean {
    return this.#held.some((range) => range.start <= start && start + pages <= range.end);
  }

  /** Takes a range out of what is held. */
  #use(start: number, end: number): void {
    this.#held = extentsWithout(this.#held, start, end);
  }

  /** The hole between the mapping's side of the reservation and the end of the gap that it was taken from. */
  #lost(): number {
    const held = this.#reservation;
    if (!held || !this.#made) return 0;
    return held.topdown ? held.gapEnd - held.end : held.low - held.gapStart;
  }

  #plainRequest(call: MmapCall): AreaRequest {
    return {
      hasFile: call.backing !== undefined,
      hook: call.backing?.hook ?? 'none',
      shared: call.shared,
      shmemHuge: false,
      hintPages: Math.floor(call.hintBytes / this.#cell.mm.machine.pageBytes),
      lengthPages: Math.ceil(call.lengthBytes / this.#cell.mm.machine.pageBytes),
      pgoff: call.pgoff,
      fixed: call.fixed !== 'no',
      in32bit: call.in32bit,
      hugetlbPages: call.backing?.hugetlbPages ?? 0,
    };
  }
}
