/**
 * Steps of a batch: a run of few batches stops soon and ends evenly; in a long one a batch is a tenth of a second,
 * because a thread waits for the next one each time.
 */
const LEAST_STEPS = 20_000;
const MOST_STEPS = 200_000;

/** A long run has at least so many batches. */
const MANY = 400;

/** Most trials of a batch, however cheap they are. */
const BATCH_TRIALS = 256;

/** How many steps make a batch of a run. @param steps - predicted steps of the whole run. */
export function batchSteps(steps: number): number {
  return Math.min(MOST_STEPS, Math.max(LEAST_STEPS, Math.floor(steps / MANY)));
}

/**
 * Packs trials into batches of about the same predicted cost: first those that are a batch each by themselves, the
 * costliest first, so that no thread is left alone with one at the end; then the others, from all over the plan by
 * turns: what comes late in it is met at once, by V8's compiler and by the clock that tells the time left.
 * @param steps - predicted steps of a trial.
 * @param most - steps that make a batch.
 */
export function* batches(
  places: Iterable<number>,
  steps: (place: number) => number,
  most: number,
): Generator<readonly number[]> {
  const costly: number[] = [];
  const cheap: number[] = [];
  for (const place of places) (steps(place) >= most ? costly : cheap).push(place);
  costly.sort((a, b) => steps(b) - steps(a) || a - b);
  for (const place of costly) yield [place];
  let batch: number[] = [];
  let cost = 0;
  for (const place of byTurns(cheap)) {
    batch.push(place);
    cost += steps(place);
    if (cost < most && batch.length < BATCH_TRIALS) continue;
    yield batch;
    batch = [];
    cost = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Steps over a list by this share of it never come near to where they were before: the golden section. */
const STRIDE = (Math.sqrt(5) - 1) / 2;

/** Every element once, each far from those before it. */
function* byTurns<T>(list: readonly T[]): Generator<T> {
  let stride = Math.max(1, Math.round(list.length * STRIDE));
  while (commonDivisor(stride, list.length) > 1) stride++;
  for (let turn = 0, at = 0; turn < list.length; turn++, at = (at + stride) % list.length) yield list[at]!;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
