/**
 * Holm's correction: the p of each test, so raised that the chance of a single false finding in the whole table stays
 * at the level. `null` is no test and takes no part. In the order given.
 */
export function holm(ps: readonly (number | null)[]): readonly (number | null)[] {
  const order = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => a.p - b.p);
  const corrected: (number | null)[] = ps.map(() => null);
  let reached = 0;
  order.forEach(({ p, at }, i) => {
    reached = Math.max(reached, Math.min(1, p * (order.length - i)));
    corrected[at] = reached;
  });
  return corrected;
}
