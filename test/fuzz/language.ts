import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generateScenario } from '../../src/language/generate/generate.ts';
import { mutateText } from '../../src/language/generate/mutate.ts';
import { RandomStream } from '../../src/plan/random.ts';
import { exercise, TERMS } from './exercise.ts';

/**
 * `npm run fuzz:language -- --count 1000 --seed 1`: generated scenarios, and one mutation of each, through the
 * checker, the formatter and the language services. A text that does harm is written to `fuzz/`; exit code 1.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
/** More processor time than this is a hang, in milliseconds: the texts are a few kilobytes. */
const SLOW = 5000;

const tally = { texts: 0, bytes: 0, scenarios: 0, mistakes: 0, formatted: 0, failures: 0, slowest: 0 };

for (let index = 0; index < count; index++) {
  const stream = new RandomStream(seed, `scenario ${index}`);
  const draw = (below: number) => stream.integer(0, below - 1);
  const generated = generateScenario(draw, TERMS);
  tryText(generated, draw(generated.length + 1), `${seed}-${index}`);
  const mutated = mutateText(generated, draw);
  tryText(mutated, draw(mutated.length + 1), `${seed}-${index}-mutated`);
  if ((index + 1) % 10_000 === 0) process.stdout.write(`${index + 1}: ${JSON.stringify(tally)}\n`);
}
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exitCode = tally.failures > 0 ? 1 : 0;

function tryText(text: string, place: number, name: string): void {
  const began = process.cpuUsage();
  tally.texts++;
  tally.bytes += text.length;
  try {
    const { scenarios, mistakes, formatted } = exercise(text, place);
    tally.scenarios += scenarios;
    tally.mistakes += mistakes;
    tally.formatted += formatted ? 1 : 0;
  } catch (error) {
    fail(text, name, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const { user, system } = process.cpuUsage(began);
  const took = (user + system) / 1000;
  if (took > SLOW) fail(text, name, `took ${Math.round(took)} ms`);
  tally.slowest = Math.max(tally.slowest, Math.round(took));
}

function fail(text: string, name: string, why: string): void {
  tally.failures++;
  mkdirSync('fuzz', { recursive: true });
  writeFileSync(`fuzz/${name}.scn`, text);
  process.stdout.write(`fuzz/${name}.scn: ${why}\n`);
}
