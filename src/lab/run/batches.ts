/** Steps of a batch: enough that handing it over costs nothing, few enough that a run stops soon and ends evenly. */
export const BATCH_STEPS = 20_000;

/** Most trials of a batch, however cheap they are. */
const BATCH_TRIALS = 256;

/**
 * Packs trials into batches of about the same predicted cost: first those that are a batch each by themselves, the
 * costliest first, so that no thread is left alone with one at the end; then the others, in the plan's order.
 * @param steps - predicted steps of a trial.
 */
export function* batches(
  places: Iterable<number>,
  steps: (place: number) => number,
): Generator<readonly number[]> {
  const costly: number[] = [];
  const cheap: number[] = [];
  for (const place of places) (steps(place) >= BATCH_STEPS ? costly : cheap).push(place);
  costly.sort((a, b) => steps(b) - steps(a) || a - b);
  for (const place of costly) yield [place];
  let batch: number[] = [];
  let cost = 0;
  for (const place of cheap) {
    batch.push(place);
    cost += steps(place);
    if (cost < BATCH_STEPS && batch.length < BATCH_TRIALS) continue;
    yield batch;
    batch = [];
    cost = 0;
  }
  if (batch.length > 0) yield batch;
}
