import type { Fact, Facts, Mapping } from './policy.ts';

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
  readonly #mapping: Mapping;
  readonly #facts: Facts;
  readonly #allowed: ReadonlySet<Fact>;

  constructor(mapping: Mapping, facts: Facts, allowed: ReadonlySet<Fact>) {
    this.#mapping = mapping;
    this.#facts = facts;
    this.#allowed = allowed;
  }

  get kind() {
    return this.#mapping.kind;
  }
  get lengthBytes() {
    return this.#mapping.lengthBytes;
  }
  get offsetBytes() {
    return this.#mapping.offsetBytes;
  }
  get hintBytes() {
    return this.#mapping.hintBytes;
  }
  get shared() {
    return this.#mapping.shared;
  }
  get in32bit() {
    return this.#mapping.in32bit;
  }
  get hook() {
    return this.#mapping.hook;
  }
  get vfio() {
    return this.#mapping.vfio;
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
    if (value !== undefined && this.#mapping.kind === 'device' && ASKED_OF_DRIVER.has(fact))
      this.asked = true;
    return value;
  }
}
