/** One figure of many things, side by side. */
export type Column = Float64Array | Int32Array;

/** What `from` holds, in the memory of `into` where that is as large. */
export function copied<T extends Column>(into: T, from: T): T {
  if (into.length !== from.length) return from.slice() as T;
  into.set(from);
  return into;
}

/** The same column with room for more. */
export function grown<T extends Column>(from: T, into: T): T {
  into.set(from);
  return into;
}
