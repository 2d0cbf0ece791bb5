import type { Draw } from '../../src/language/generate/writer.ts';
import { RandomStream } from '../../src/plan/random.ts';
import type { FuzzReader } from './fuzz-reader.ts';
import { fuzzInput } from './mutate-input.ts';

/** Longer than this for one input is a hang; milliseconds of the processor. */
export const HANG_MS = 5000;

/** Milliseconds within which the processor's time is asked for once: little beside {@link HANG_MS}. */
const CLOCK_MS = 50;

/** Resident memory of the whole process beyond this is a defect; bytes. Node with the sources takes some 200 MB. */
export const MOST_BYTES = 1 << 30;

/** An input that a reader misbehaved on. */
export interface Find {
  readonly reader: string;
  readonly index: number;
  readonly input: string;
  readonly why: string;
}

/** What a reader did with a range of inputs. */
export interface Tally {
  inputs: number;
  bytes: number;
  accepted: number;
  rejected: number;
  slowestMs: number;
  finds: number;
}

/** The input of an index: the same for the same seed and reader. */
export function inputAt(reader: FuzzReader, seed: number, index: number): string {
  const stream = new RandomStream(seed, `${reader.name} ${index}`);
  const draw: Draw = (below) => stream.integer(0, below - 1);
  return fuzzInput(reader, draw);
}

/**
 * Tries inputs one after another.
 * @param before - told of each index before its input is read: whoever watches knows where it hangs or dies.
 */
export async function tryReader(
  reader: FuzzReader,
  seed: number,
  range: { readonly from: number; readonly to: number },
  found: (find: Find) => void,
  before: (index: number, tally: Tally) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = { inputs: 0, bytes: 0, accepted: 0, rejected: 0, slowestMs: 0, finds: 0 };
  const find = (index: number, input: string, why: string) => {
    tally.finds++;
    found({ reader: reader.name, index, input, why });
  };
  // The processor's time is read now and then: asking for it costs as much as reading a small input.
  let [asked, used] = [performance.now(), process.cpuUsage()];
  for (let index = range.from; index < range.to; index++) {
    before(index, tally);
    const input = inputAt(reader, seed, index);
    const began = performance.now();
    if (began - asked > CLOCK_MS) [asked, used] = [began, process.cpuUsage()];
    try {
      const answer = reader.read(input, index);
      const verdict = typeof answer === 'string' ? answer : await answer;
      tally[verdict]++;
    } catch (error) {
      find(index, input, reasonOf(error));
    }
    const took = performance.now() - began;
    tally.slowestMs = Math.max(tally.slowestMs, took);
    // A busy machine makes anything slow: what counts is the processor's time.
    if (took > HANG_MS && process.cpuUsage(used).user > 1000 * HANG_MS)
      find(index, input, `took ${Math.round(took)} ms`);
    tally.inputs++;
    tally.bytes += input.length;
  }
  return tally;
}

function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : `threw ${String(error)}`;
  } catch {
    return 'threw something that cannot be shown';
  }
}
