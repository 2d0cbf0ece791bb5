/**
 * A list without what is not known. Most lists have no such member and stay as they are: filtering would give each its
 * own reserve of unused slots, which large files cannot afford.
 */
export function known<T>(list: (T | undefined)[]): T[] {
  return list.includes(undefined) ? list.filter((one) => one !== undefined) : (list as T[]);
}
