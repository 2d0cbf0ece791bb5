import { describe, expect, it } from 'vitest';
import { READERS } from '../fuzz/readers/all-readers.ts';

const BYTES = 100_000;

/** The language reports every mistake, and YAML's parser is slow with thousands of them: 1 MiB of claims is its bound. */
const FEWER: Readonly<Record<string, number>> = { scenario: 20_000, claims: 20_000 };

/** What makes expressions that try every way go through all of them: quadratic ones need minutes for this. */
const PUMPS = [' ', '\t', '0', 'a', '"', '(', '[', '\\', ',', '\r', '/*', 'a ', '<', '- ', '? ', 'MSI-X: '];

/** Milliseconds of the processor for one input. Linear readers need a tenth of it. */
const MOST_MS = 3000;

/** Where the pumped piece is put: alone, in the first line of a sample, at its end. */
const forms = (pump: string, sample: string, bytes: number) => {
  const pumped = pump.repeat(bytes / pump.length);
  const [first = ''] = sample.split('\n');
  return [pumped, `${first}${pumped}x\n${sample}`, `${sample.trimEnd()}${pumped}`];
};

describe('a long line takes a reader no more than its length in time', () => {
  it.each(READERS.map((reader) => [reader.name, reader] as const))('%s', async (_, reader) => {
    const slow: string[] = [];
    for (const pump of PUMPS)
      for (const [index, input] of forms(
        pump,
        reader.sample(() => 0),
        FEWER[reader.name] ?? BYTES,
      ).entries()) {
        const began = process.cpuUsage();
        await reader.read(input, 1);
        const took = process.cpuUsage(began).user / 1000;
        if (took > MOST_MS) slow.push(`${JSON.stringify(pump)}, form ${index}: ${Math.round(took)} ms`);
      }
    expect(slow).toEqual([]);
  });
});
