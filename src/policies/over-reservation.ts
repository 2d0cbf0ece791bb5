import type { UserCalls } from './policy.ts';

/**
 * What VMMs do: reserve length + align, pick an address inside, unmap what is left on both sides, map over the rest.
 * Bytes. A reservation that fails is no mapping.
 */
export function* reserveAndMap(
  lengthBytes: number,
  alignBytes: number,
  pick: (baseBytes: number, alignBytes: number) => number,
): UserCalls {
  const base = yield { call: 'reserve', lengthBytes: lengthBytes + alignBytes };
  if (base === undefined) return;
  const at = pick(base, alignBytes);
  if (at > base) yield { call: 'unmap', addressBytes: base, lengthBytes: at - base };
  const tail = base + alignBytes - at;
  if (tail > 0) yield { call: 'unmap', addressBytes: at + lengthBytes, lengthBytes: tail };
  yield { call: 'map-fixed', addressBytes: at, alignBytes };
}
