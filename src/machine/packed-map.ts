/**
 * `list.map(change)`, always as a packed array. V8's compiled map() makes holey ones where its interpreter makes packed
 * ones, and whoever was compiled for the one kind is compiled again for the other: for lists that every cell makes.
 */
export function packedMap<T, U>(list: readonly T[], change: (item: T) => U): U[] {
  const changed: U[] = [];
  for (const item of list) changed.push(change(item));
  return changed;
}
