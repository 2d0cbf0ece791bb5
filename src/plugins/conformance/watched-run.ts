import type { Machine } from '../../machine/machine.ts';
import type { Area, AreaRequest } from '../../mm/area-request.ts';
import { getUnmappedArea } from '../../mm/get-unmapped-area.ts';
import { copyMm, type Mm } from '../../mm/mm.ts';
import type { ChosenPolicy } from '../../policies/chosen-policy.ts';
import type {
  Fact,
  Facts,
  Mapping,
  PolicyDefinition,
  PolicyInstance,
  UserCalls,
} from '../../policies/policy.ts';
import { type Mapped, mappingOf } from '../../policies/policy-request.ts';
import { PolicyRun } from '../../policies/policy-run.ts';
import type { SpaceView } from '../../policies/space-view.ts';

/** What a policy did with one request. Bytes; an address below 0 is an errno. */
export interface Decision {
  readonly mapping: Mapping;
  readonly addressBytes: number;
  /** Where the kernel alone would have put it in the same address space; undefined for a VMM's own calls. */
  readonly baselineBytes: number | undefined;
  /** What its own placement asked to be aligned to; undefined where the kernel or the caller chose. */
  readonly ownAlignBytes: number | undefined;
  /** Physical address of the first byte where there is one. */
  readonly paBytes: number | undefined;
  /** Whether any fact that it needs was told. */
  readonly informed: boolean;
  /** Searches of the address space, its questions to the view, or a VMM's system calls. */
  readonly effort: number;
}

/** Counts what a policy says and asks, from inside its methods. */
interface Tally {
  answered: boolean;
  questions: number;
}

/** A policy at work with somebody who writes down every decision, and what the kernel would have done instead. */
export class WatchedRun extends PolicyRun {
  readonly decisions: Decision[] = [];
  readonly #tally: Tally;

  constructor(chosen: ChosenPolicy, machine: Machine) {
    const tally: Tally = { answered: false, questions: 0 };
    super({ ...chosen, definition: tallied(chosen.definition, tally) }, machine);
    this.#tally = tally;
  }

  override place(mm: Mm, request: AreaRequest, mapped: Mapped, facts: Facts): Area {
    const baseline = getUnmappedArea(copyMm(mm), request);
    const before = mm.searches.length;
    this.#tally.answered = false;
    this.#tally.questions = 0;
    const area = super.place(mm, request, mapped, facts);
    if (request.fixed) return area;
    const page = mm.machine.pageBytes;
    const searched = area.via === 'topdown' || area.via === 'bottomup';
    this.decisions.push({
      mapping: mappingOf(request, mapped, page),
      addressBytes: area.page < 0 ? area.page : area.page * page,
      baselineBytes: baseline.page < 0 ? baseline.page : baseline.page * page,
      ownAlignBytes: this.#tally.answered && searched && !this.fellBack ? area.alignPages * page : undefined,
      paBytes: facts.pa,
      informed: this.#isInformed(facts),
      effort: mm.searches.length - before + this.#tally.questions,
    });
    return area;
  }

  override calls(request: AreaRequest, mapped: Mapped, facts: Facts): UserCalls | undefined {
    const calls = super.calls(request, mapped, facts);
    return calls && this.#watch(calls, mappingOf(request, mapped, this.machine.pageBytes), facts);
  }

  *#watch(calls: UserCalls, mapping: Mapping, facts: Facts): UserCalls {
    let answer: number | undefined;
    for (let effort = 1; ; effort++) {
      const step = calls.next(answer);
      if (step.done) return;
      answer = yield step.value;
      if (step.value.call !== 'map-fixed') continue;
      const { addressBytes, alignBytes } = step.value;
      const informed = this.#isInformed(facts);
      const where = { addressBytes, baselineBytes: undefined, ownAlignBytes: alignBytes, paBytes: facts.pa };
      this.decisions.push({ mapping, ...where, informed, effort });
    }
  }

  #isInformed(facts: Facts): boolean {
    return this.chosen.needs.some((fact) => isTold(fact, facts));
  }
}

/** Whether anybody tells a fact; exec_folio_order() answers 0 where the architecture has none. */
function isTold(fact: Fact, facts: Facts): boolean {
  return fact === 'execFolioOrder' ? facts.execFolioOrder > 0 : facts[fact] !== undefined;
}

/** The same policy, with its answers and its questions to the address space counted. */
function tallied(definition: PolicyDefinition, tally: Tally): PolicyDefinition {
  const { create, propose } = definition;
  if (!create && !propose) return definition;
  return {
    ...definition,
    create: (machine, options) => {
      const inner: PolicyInstance<Fact> = create
        ? create.call(definition, machine, options)
        : { propose: (request) => propose!.call(definition, request, machine, options) };
      return watchedInstance(inner, tally);
    },
  };
}

function watchedInstance(inner: PolicyInstance<Fact>, tally: Tally): PolicyInstance<Fact> {
  const note = <T>(answer: T): T => {
    tally.answered ||= Array.isArray(answer) ? answer.length > 0 : answer !== undefined;
    return answer;
  };
  return {
    ...(inner.propose && { propose: (request) => note(inner.propose!(request)) }),
    ...(inner.place && { place: (request, view) => note(inner.place!(request, counting(view, tally))) }),
    ...(inner.calls && { calls: (request) => inner.calls!(request) }),
    ...(inner.settle && { settle: () => inner.settle!() }),
    ...(inner.hooks && { hooks: (request) => inner.hooks!(request) }),
  };
}

function counting(view: SpaceView, tally: Tally): SpaceView {
  return {
    highestSlot: (...slot) => {
      tally.questions++;
      return view.highestSlot(...slot);
    },
    lowestSlot: (...slot) => {
      tally.questions++;
      return view.lowestSlot(...slot);
    },
  };
}
