import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { READERS } from './readers/all-readers.ts';
import type { Find } from './try-reader.ts';
import { watchReader } from './watched-reader.ts';

/**
 * `npm run fuzz -- --reader maps|all --count 1000000 --seed 1 [--minutes 10]`: random inputs through readers. An input
 * that one misbehaves on (it throws, hangs, needs too much memory, or complains without a place) is written to `fuzz/`;
 * exit code 1. `--minutes` ends each reader after so long.
 */
const { values } = parseArgs({
  options: {
    reader: { type: 'string', default: 'all' },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
  },
});
const names = READERS.map(({ name }) => name).filter(
  (name) => values.reader === 'all' || values.reader.split(',').includes(name),
);
if (names.length === 0) throw new Error(`readers: all, ${READERS.map(({ name }) => name).join(', ')}`);

let finds = 0;
for (const name of names) {
  const until = performance.now() + Number(values.minutes) * 60_000;
  const { tally, peakBytes, seconds } = await watchReader(
    name,
    Number(values.seed),
    Number(values.count),
    keep,
    until,
  );
  finds += tally.finds;
  const rate = Math.round(tally.inputs / seconds);
  process.stdout.write(
    `${name}: ${tally.inputs} inputs, ${rate}/s, ${tally.rejected} rejected, ${tally.accepted} accepted, slowest ${Math.round(tally.slowestMs)} ms, peak ${Math.round(peakBytes / 2 ** 20)} MiB, ${tally.finds} finds\n`,
  );
}
process.exitCode = finds > 0 ? 1 : 0;

/** Writes the input to a file, and says why. */
function keep({ reader, index, input, why }: Find): void {
  mkdirSync('fuzz', { recursive: true });
  const place = `fuzz/${reader}-${values.seed}-${index}`;
  writeFileSync(place, Buffer.from(input, 'latin1'));
  process.stdout.write(`${place}: ${why.split('\n').slice(0, 4).join('\n    ').slice(0, 1000)}\n`);
}
