import { describe, expect, it } from 'vitest';
import { READERS } from './readers/all-readers.ts';
import { type Find, tryReader } from './try-reader.ts';

/** A new one each day, the same for all of a day's runs; FUZZ_SEED runs a failure again. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));

/** Milliseconds for each reader: what fits in them is tried. */
const BUDGET_MS = 1200;

describe(`a reader takes any input, or says what is wrong with it and where (FUZZ_SEED=${SEED})`, () => {
  it.each(READERS.map((reader) => [reader.name, reader] as const))('%s', async (_, reader) => {
    const finds: Find[] = [];
    const began = performance.now();
    let from = 0;
    while (performance.now() - began < BUDGET_MS || from === 0) {
      await tryReader(reader, SEED, { from, to: from + 50 }, (find) => finds.push(find));
      from += 50;
    }
    const shown = finds
      .slice(0, 3)
      .map(({ index, why, input }) => ({ index, why, input: input.slice(0, 500) }));
    expect(shown, `npm run fuzz -- --reader ${reader.name} --seed ${SEED} --count ${from}`).toEqual([]);
  });
});
