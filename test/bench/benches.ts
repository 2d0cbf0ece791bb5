import { cpus, release } from 'node:os';
import { coverageBench } from './coverage.bench.ts';
import { intervalBench, intervalCoverageBench } from './intervals.bench.ts';
import { kernelBench } from './kernel.bench.ts';
import { parseBench } from './parse.bench.ts';
import { policiesBench } from './policies.bench.ts';
import { scaleBench } from './scale.bench.ts';
import { shippedBench } from './shipped.bench.ts';
import { startUpBench } from './start-up.bench.ts';
import { tlbBench } from './tlb.bench.ts';
import { vmasBench } from './vmas.bench.ts';
import { workersBench } from './workers.bench.ts';

/** Every benchmark; those that are named are run, or all. Each checks its own result. */
const BENCHES: Readonly<Record<string, () => readonly object[] | Promise<readonly object[]>>> = {
  kernel: () => kernelBench(),
  scale: () => scaleBench(),
  vmas: () => vmasBench(),
  policies: () => policiesBench(),
  parse: () => parseBench(),
  run: () => shippedBench(),
  workers: () => workersBench(),
  'start-up': () => startUpBench(),
  coverage: () => coverageBench(),
  tlb: () => tlbBench(),
  intervals: () => intervalBench(),
  'coverage-of-intervals': () => intervalCoverageBench(),
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const json = process.argv.includes('--json');
const unknown = wanted.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`no benchmark '${unknown}'; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
const results: Record<string, readonly object[]> = {};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  results[name] = await bench();
  if (json) continue;
  console.log(`\n${name}`);
  console.table(results[name].map(rounded));
}
const machine = { node: process.version, kernel: release(), cpu: cpus()[0]?.model, cores: cpus().length };
console.log(json ? JSON.stringify({ machine, results }, null, 2) : machine);

function rounded(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
}
