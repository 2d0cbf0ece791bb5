import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FAULTS } from '../faults/all-faults.ts';
import { type Fault, type FaultOutcome, tryFault } from '../faults/fault.ts';
import type { FuzzReader } from '../fuzz/fuzz-reader.ts';
import { READERS } from '../fuzz/readers/all-readers.ts';
import type { Find } from '../fuzz/try-reader.ts';
import { type Outcome, watchReader } from '../fuzz/watched-reader.ts';
import { reliabilityTables, withTables } from './table.ts';

/**
 * `npm run reliability -- --count 1000000 --minutes 60 --seed 1`: random inputs through every reader (`--minutes` for
 * each at most), and every fault as often as it is listed (`tries.long`: 200 for `kill -9`, 24 and fewer for the others;
 * `--tries` at most), against the built program; the tables go
 * to docs/reliability.md. Inputs that do harm are written to `fuzz/`. Exit code 1 where something does harm.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '60' },
    tries: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    page: { type: 'string', default: 'docs/reliability.md' },
  },
});
const seed = Number(values.seed);
process.env.POLICY_LAB_PROGRAM ??= 'dist/cli.js';

const read: (readonly [FuzzReader, Outcome])[] = [];
const tried: (readonly [Fault, FaultOutcome])[] = [];
// The readers' processes are niced: they take what the faults leave.
await Promise.all([tryFaults(), tryReaders()]);

async function tryFaults(): Promise<void> {
  for (const fault of FAULTS) {
    const outcome = await tryFault(fault, Math.min(fault.tries.long, Number(values.tries)), seed);
    tried.push([fault, outcome]);
    say(`${fault.name}: ${outcome.skipped ?? `${outcome.tries} tries, ${outcome.failures.length} broken`}`);
    for (const failure of outcome.failures) say(`  ${failure}`);
  }
}

async function tryReaders(): Promise<void> {
  for (const reader of READERS) {
    const until = performance.now() + Number(values.minutes) * 60_000;
    const outcome = await watchReader(reader.name, seed, Number(values.count), keep, until);
    read.push([reader, outcome]);
    say(
      `${reader.name}: ${outcome.tally.inputs} inputs, ${outcome.tally.finds} finds, ${Math.round(outcome.seconds)} s`,
    );
  }
}

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const tables = reliabilityTables(read, tried, {
  commit: process.env.RELIABILITY_COMMIT ?? git('rev-parse', '--short=12', 'HEAD'),
  seed,
  node: process.versions.node,
  command: `npm run reliability -- --count ${values.count} --minutes ${values.minutes} --tries ${values.tries} --seed ${seed}`,
});
writeFileSync(values.page, withTables(readFileSync(values.page, 'utf8'), tables));
const harm =
  read.some(([, { tally }]) => tally.finds > 0) || tried.some(([, { failures }]) => failures.length > 0);
process.exitCode = harm ? 1 : 0;

function keep({ reader, index, input, why }: Find): void {
  mkdirSync('fuzz', { recursive: true });
  writeFileSync(`fuzz/${reader}-${seed}-${index}`, Buffer.from(input, 'latin1'));
  say(`  fuzz/${reader}-${seed}-${index}: ${why.split('\n').slice(0, 3).join(' ')}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
