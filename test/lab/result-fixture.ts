import type { ResultsMeta } from '../../src/lab/manifest.ts';
import type { RunRecord } from '../../src/lab/run-record.ts';
import type { RunResult } from '../../src/metrics/results.ts';
import { cell, run, scenario } from '../report/run-fixture.ts';

/** A run of these scenarios under linux, each with that many faults. */
export function resultOf(names: readonly string[], faults = 1): RunResult {
  return run(
    names.map((name) => scenario(name)),
    names.map((name) => cell({ scenario: name, policy: 'linux', coverage: { faults } })),
  );
}

export const meta: ResultsMeta = {
  version: '0.1.0',
  policies: [{ label: 'linux', id: 'linux', options: {} }],
  inputs: new Map([
    ['b.scn', 'bb'],
    ['a.scn', 'aa'],
  ]),
};

export const record: RunRecord = {
  started: '2026-11-22T00:00:00.000Z',
  seconds: 1,
  node: 'v20',
  machine: { system: 'Linux', arch: 'x64', processor: '', processors: 2 },
  commit: null,
  argv: [],
};
