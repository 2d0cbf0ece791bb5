import type { AreaRequest } from '../mm/area-request.ts';
import type { Fact, Facts, Mapping } from './policy.ts';

/** What kind of memory is mapped. One object for each kind: it is named for every mmap. */
export type Mapped = Pick<Mapping, 'kind' | 'vfio'>;

/** The request as mmap(2) and mm see it. */
export function mappingOf(request: AreaRequest, { kind, vfio }: Mapped, pageBytes: number): Mapping {
  return {
    kind,
    lengthBytes: request.lengthPages * pageBytes,
    offsetBytes: offsetOf(request, kind, pageBytes),
    hintBytes: request.hintPages * pageBytes,
    shared: request.shared,
    in32bit: request.in32bit,
    hook: request.hook,
    vfio,
  };
}

function offsetOf({ pgoff }: AreaRequest, kind: Mapping['kind'], pageBytes: number): number {
  return kind === 'anon' || kind === 'anon-shared' ? 0 : pgoff * pageBytes;
}

/** A policy read a fact that it did not declare in `needs`. */
export class UndeclaredFactError extends Error {
  readonly code = 'PL-POLICY-UNDECLARED-FACT';

  constructor(readonly fact: Fact) {
    super(`the policy reads '${fact}', which it does not declare; add '${fact}' to its needs`);
    this.name = 'UndeclaredFactError';
  }
}

/** Facts that only a call into the driver can tell. */
const ASKED_OF_DRIVER: ReadonlySet<Fact> = new Set(['startPfn', 'action', 'maxOrder', 'pa', 'bar']);

/**
 * A request as a policy sees it: read-only, and every fact guarded. Reading a driver's fact that the driver tells
 * counts as one hook call.
 */
export class GuardedRequest implements Mapping, Facts {
  /** Whether a driver was asked and answered. */
  asked = false;
  readonly #request: AreaRequest;
  readonly #mapped: Mapped;
  readonly #pageBytes: number;
  readonly #facts: Facts;
  readonly #allowed: ReadonlySet<Fact>;

  constructor(
    request: AreaRequest,
    mapped: Mapped,
    pageBytes: number,
    facts: Facts,
    allowed: ReadonlySet<Fact>,
  ) {
    this.#request = request;
    this.#mapped = mapped;
    this.#pageBytes = pageBytes;
    this.#facts = facts;
    this.#allowed = allowed;
  }

  get kind() {
    return this.#mapped.kind;
  }
  get lengthBytes() {
    return this.#request.lengthPages * this.#pageBytes;
  }
  get offsetBytes() {
    return offsetOf(this.#request, this.#mapped.kind, this.#pageBytes);
  }
  get hintBytes() {
    return this.#request.hintPages * this.#pageBytes;
  }
  get shared() {
    return this.#request.shared;
  }
  get in32bit() {
    return this.#request.in32bit;
  }
  get hook() {
    return this.#request.hook;
  }
  get vfio() {
    return this.#mapped.vfio;
  }
  get startPfn() {
    return this.#read('startPfn');
  }
  get action() {
    return this.#read('action');
  }
  get maxOrder() {
    return this.#read('maxOrder');
  }
  get pa() {
    return this.#read('pa');
  }
  get ranges() {
    return this.#read('ranges');
  }
  get bar() {
    return this.#read('bar');
  }
  get execFolioOrder() {
    return this.#read('execFolioOrder');
  }
  get region() {
    return this.#read('region');
  }

  #read<F extends Fact>(fact: F): Facts[F] {
    if (!this.#allowed.has(fact)) throw new UndeclaredFactError(fact);
    const value = this.#facts[fact];
    if (value !== undefined && this.#mapped.kind === 'device' && ASKED_OF_DRIVER.has(fact)) this.asked = true;
    return value;
  }
}
