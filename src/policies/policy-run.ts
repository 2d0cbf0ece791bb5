import { residue } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import { archUnmappedArea } from '../mm/arch.ts';
import { type Area, type AreaRequest, areaAt, type MaskedSearch } from '../mm/area-request.ts';
import { highestSlot, lowestSlot } from '../mm/exact-slot.ts';
import { getUnmappedArea } from '../mm/get-unmapped-area.ts';
import type { Mm } from '../mm/mm.ts';
import { thpUnmappedArea } from '../mm/thp.ts';
import { type AnswerRule, addressProblem, searchesProblem } from './check-answer.ts';
import type { ChosenPolicy } from './chosen-policy.ts';
import { plainAddress, plainSearches, shownValue, thrownText } from './plain-answer.ts';
import type { ChosenAddress, Fact, Facts, HookTreatment, Mapping, Search, UserCalls } from './policy.ts';
import { createInstance, type Methods, methodsOf } from './policy-methods.ts';
import { GuardedRequest, type Mapped, mappingOf, UndeclaredFactError } from './policy-request.ts';
import type { SpaceView } from './space-view.ts';

/** What happened to a policy in a cell that it did not survive unmarked. */
export interface PolicyFailure {
  readonly status: 'violation' | 'error';
  readonly message: string;
  /** What it broke: a rule of answers, its own `needs`, or it threw. */
  readonly rule: AnswerRule | 'declared' | 'throws';
}

/**
 * One policy at work in one cell. It asks the policy, checks every answer, and lets the kernel place wherever the
 * policy says nothing or something wrong.
 */
export class PolicyRun {
  readonly chosen: ChosenPolicy;
  readonly machine: Machine;
  /** The first failure; the replay goes on with the baseline's placements. */
  failure: PolicyFailure | undefined;
  /** Whether the last placement had searches proposed, and none of them succeeded. */
  fellBack = false;
  /** Whether a driver was asked for the last placement. */
  asked = false;

  readonly #methods: Methods;
  readonly #allowed: ReadonlySet<Fact>;

  constructor(chosen: ChosenPolicy, machine: Machine) {
    this.chosen = chosen;
    this.machine = frozen(machine);
    this.#allowed = new Set(chosen.needs);
    this.#methods = this.#guarded(() => methodsOf(createInstance(chosen, machine))) ?? methodsOf({});
  }

  /** Chooses the address of one request, as `mmap` and `mremap` call for it. */
  place(mm: Mm, request: AreaRequest, mapped: Mapped, facts: Facts): Area {
    this.fellBack = false;
    this.asked = false;
    if (request.fixed || request.hook === 'hugetlb') return getUnmappedArea(mm, request);
    const guarded = this.#guard(request, mapped, facts);
    const own = this.#methods.place && this.#ownAddress(mm, request, guarded);
    const area = own ?? this.#proposed(mm, request, mapped, guarded);
    this.asked = guarded.asked;
    return area;
  }

  /** Whether the policy is shown the address space, and may keep what it sees. */
  get seesSpace(): boolean {
    return this.#methods.place !== undefined;
  }

  /** Whether the policy is a VMM, which makes system calls of its own. */
  get makesCalls(): boolean {
    return this.#methods.calls !== undefined;
  }

  /** The system calls by which a VMM makes this mapping; undefined where it leaves it to the kernel. */
  calls(request: AreaRequest, mapped: Mapped, facts: Facts): UserCalls | undefined {
    if (!this.#methods.calls) return undefined;
    const guarded = this.#guard(request, mapped, facts);
    return this.#guarded(() => this.#methods.calls?.(guarded));
  }

  /** What a VMM does once it has mapped all it wants of its last region. */
  settle(): UserCalls | undefined {
    return this.#guarded(() => this.#methods.settle?.());
  }

  /** Notes a failure; only the first counts. */
  fail(status: PolicyFailure['status'], message: string, rule: PolicyFailure['rule']): void {
    this.failure ??= { status, message, rule };
  }

  /** Notes what the policy threw. */
  threw(error: unknown): void {
    this.fail('error', thrownText(error), isUndeclared(error) ? 'declared' : 'throws');
  }

  #guard(request: AreaRequest, mapped: Mapped, facts: Facts): GuardedRequest {
    return new GuardedRequest(request, mapped, this.machine.pageBytes, facts, this.#allowed);
  }

  #ownAddress(mm: Mm, request: AreaRequest, guarded: GuardedRequest): Area | undefined {
    if (request.hintPages > 0) {
      const hinted = archUnmappedArea(mm, { masksOnly: true, ...request });
      if (hinted.page >= 0) return hinted;
    }
    const chosen = this.#guarded(() => plainAddress(this.#methods.place?.(guarded, spaceView(mm))));
    if (chosen === undefined) return undefined;
    const problem = addressProblem(mm, chosen, request.lengthPages);
    if (problem) {
      this.fail('violation', problem.message, problem.rule);
      return undefined;
    }
    const { addressBytes, alignBytes } = chosen as ChosenAddress;
    return exactArea(mm, addressBytes, alignBytes, request.lengthPages);
  }

  #proposed(mm: Mm, request: AreaRequest, mapped: Mapped, guarded: GuardedRequest): Area {
    const searches = this.#searches(guarded);
    const hooks = this.#methods.hooks
      ? this.#hooks(mappingOf(request, mapped, this.machine.pageBytes))
      : 'kept';
    const unhooked = withoutHook(request, mapped, hooks);
    if (searches.length === 0) return getUnmappedArea(mm, unhooked);
    if (hooks === 'wrapping')
      return getUnmappedArea(
        mm,
        unhooked,
        searches.map((s) => masked(s, this.machine)),
      );
    for (const search of searches) {
      const area = runSearch(mm, unhooked, search);
      if (area) return area;
    }
    this.fellBack = true;
    return getUnmappedArea(mm, unhooked);
  }

  #searches(guarded: GuardedRequest): readonly Search[] {
    if (!this.#methods.propose) return NO_SEARCHES;
    const answer = this.#answer(guarded) ?? NO_SEARCHES;
    const problem = searchesProblem(answer, this.machine.pageBytes);
    if (!problem) return answer as readonly Search[];
    this.fail('violation', problem.message, problem.rule);
    return NO_SEARCHES;
  }

  /** What the policy proposes. Asked for every mmap of a program, so without a function of its own to be guarded. */
  #answer(guarded: GuardedRequest): unknown {
    try {
      return plainSearches(this.#methods.propose?.(guarded));
    } catch (error) {
      this.threw(error);
      return undefined;
    }
  }

  #hooks(mapping: Mapping): HookTreatment {
    const hooks = this.#guarded(() => this.#methods.hooks?.(mapping)) ?? 'kept';
    if (HOOKS.includes(hooks)) return hooks;
    this.fail('violation', `hooks() answered ${shownValue(hooks)}, not ${HOOKS.join(', ')}`, 'form');
    return 'kept';
  }

  #guarded<T>(ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.threw(error);
      return undefined;
    }
  }
}

const NO_SEARCHES: readonly Search[] = [];

const HOOKS: readonly HookTreatment[] = ['kept', 'removed', 'wrapping'];

function isUndeclared(error: unknown): boolean {
  try {
    return error instanceof UndeclaredFactError;
  } catch {
    return false;
  }
}

const FROZEN = new WeakSet<object>();

/** Freezes a machine with all that it holds: policies read it, none may write it. */
function frozen<T extends object>(value: T): T {
  if (FROZEN.has(value)) return value;
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  FROZEN.add(value);
  return Object.freeze(value);
}

function withoutHook(request: AreaRequest, { kind }: Mapped, hooks: HookTreatment): AreaRequest {
  const removable = hooks === 'removed' && (kind === 'file' || kind === 'device');
  return removable ? { ...request, hook: 'none' } : request;
}

function masked({ alignBytes, offsetBytes, reason }: Search, { pageBytes }: Machine): MaskedSearch {
  return { alignPages: alignBytes / pageBytes, offsetPages: offsetBytes / pageBytes, reason };
}

function runSearch(mm: Mm, request: AreaRequest, search: Search): Area | undefined {
  const { alignPages, offsetPages, reason } = masked(search, mm.machine);
  if (search.form === 'thp')
    return thpUnmappedArea(mm, request, { sizePages: alignPages, offsetPages, reason });
  if (request.lengthPages > mm.limits.taskSize) return undefined;
  const area = archUnmappedArea(mm, { masksOnly: true, ...request }, [{ alignPages, offsetPages, reason }]);
  return area.page >= 0 ? area : undefined;
}

/** An area for an address that a policy chose by itself, with the gap that holds it. */
function exactArea(mm: Mm, addressBytes: number, alignBytes: number, lengthPages: number): Area {
  const page = addressBytes / mm.machine.pageBytes;
  const { index } = mm.space;
  const next = index.findEndingAfter(page);
  const prev = index.before(next);
  const topdown = mm.machine.layout === 'topdown' && page + lengthPages <= mm.limits.mmapBase;
  const gapStart = Math.max(mm.limits.mmapMin, prev < 0 ? 0 : index.end(prev));
  const gapEnd = Math.min(
    next < 0 ? mm.limits.taskSize : mm.space.startGap(next),
    topdown ? mm.limits.mmapBase : mm.limits.taskSize,
  );
  const alignPages = alignBytes / mm.machine.pageBytes;
  const info = {
    topdown,
    lengthPages,
    lowPages: gapStart,
    highPages: gapEnd,
    alignPages,
    offsetPages: residue(page, alignPages),
  };
  const area = { page, gapStart: topdown ? gapStart : Math.max(gapStart, mm.limits.legacyBase), gapEnd };
  mm.searchCount++;
  mm.searches.push({ form: 'exact', reason: 'chosen by the policy', info, wanted: info, area });
  return areaAt(page, topdown ? 'topdown' : 'bottomup', area.gapStart, gapEnd, alignPages, 'exact');
}

/** The free slots of a process, in the two windows of its layout. */
function spaceView(mm: Mm): SpaceView {
  const page = mm.machine.pageBytes;
  const window = (lengthBytes: number, alignBytes: number, offsetBytes: number) => ({
    lengthPages: Math.ceil(lengthBytes / page),
    alignPages: alignBytes / page,
    offsetPages: offsetBytes / page,
  });
  const bytes = (pages: number | undefined) => (pages === undefined ? undefined : pages * page);
  return {
    highestSlot: (length, align, offset) =>
      bytes(
        highestSlot(mm.space, {
          ...window(length, align, offset),
          lowPages: Math.max(1, mm.limits.mmapMin),
          highPages: mm.limits.mmapBase,
        }),
      ),
    lowestSlot: (length, align, offset) =>
      bytes(
        lowestSlot(mm.space, {
          ...window(length, align, offset),
          lowPages: mm.limits.legacyBase,
          highPages: mm.limits.mapWindow,
        }),
      ),
  };
}
