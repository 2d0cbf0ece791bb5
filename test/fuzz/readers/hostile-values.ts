/** Decisions read from the bytes of an input, one after another; behind the end all are 0. */
export class Decisions {
  #at = 0;
  readonly #bytes: string;

  constructor(bytes: string) {
    this.#bytes = bytes;
  }

  /** A number from 0 to `below` − 1. */
  next(below: number): number {
    return (this.#bytes.charCodeAt(this.#at++) || 0) % below;
  }

  /** One of a list. */
  of<T>(list: readonly T[]): T {
    return list[this.next(list.length)]!;
  }
}

const NUMBERS = [
  ...[
    0,
    1,
    4095,
    4096,
    8192,
    2 ** 21,
    2 ** 30,
    2 ** 39,
    0x7fff_0000_0000,
    0x7fff_f700_0000,
    0x2000_0000_0000,
  ],
  ...[-1, -4096, 0.5, 4096.5, 2 ** 52, 2 ** 53, 2 ** 57, 2 ** 64, 1e300, Number.MAX_SAFE_INTEGER],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0],
];

const trap = () => {
  throw new Error('boom');
};

const STRANGE: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => '',
  () => 'mask',
  () => '4096',
  () => '\u001b[31m=1+1\u202e',
  () => 'x'.repeat(100_000),
  () => 4096n,
  () => Symbol('s'),
  () => () => 4096,
  () => ({}),
  () => [],
  () => [[]],
  () => new Date(Number.NaN),
  () => Promise.resolve([]),
  () => Object.create(null),
  () => ({ toString: trap, valueOf: trap, toJSON: trap }),
  () => ({ length: 4 }),
  () => new Proxy({}, { get: trap, has: trap, ownKeys: trap }),
  () => ({ ['__proto__']: 1, constructor: 2 }),
  () => new Error('an error'),
  () => {
    const circle: unknown[] = [];
    circle.push(circle);
    return circle;
  },
];

/** A number at some edge, mostly; else anything that a program can be handed. */
export function hostileValue(decisions: Decisions): unknown {
  return decisions.next(4) < 3 ? decisions.of(NUMBERS) : decisions.of(STRANGE)();
}

/** Something thrown: an error, or what is none. */
export function hostileThrow(decisions: Decisions): never {
  throw decisions.of([
    new Error('boom'),
    'text',
    undefined,
    null,
    { toString: trap },
    new Proxy({}, { get: trap, getPrototypeOf: trap }),
  ]);
}

/** An object of these fields, some of them missing, some not what they should be; or something else altogether. */
export function hostileObject(
  fields: Readonly<Record<string, readonly unknown[]>>,
  decisions: Decisions,
): unknown {
  if (decisions.next(12) === 11) return hostileValue(decisions);
  const entries = Object.entries(fields).flatMap(([name, good]): [string, unknown][] => {
    const which = decisions.next(8);
    if (which === 7) return [];
    return [[name, which < 5 ? decisions.of(good) : hostileValue(decisions)]];
  });
  return Object.fromEntries(entries);
}
