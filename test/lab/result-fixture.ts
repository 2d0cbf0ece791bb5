import { TABLES } from '../../src/lab/run/trial-record.ts';
import type { RunRecord } from '../../src/lab/run-record.ts';
import type { ResultContents } from '../../src/lab/write-results.ts';
import { csvRecords } from '../../src/report/csv.ts';
import { cell, policy, scenario } from '../report/run-fixture.ts';

/** What is written of a run of these scenarios under linux, each with that many faults. */
export function resultOf(names: readonly string[], faults = 1): ResultContents {
  const cells = names.map((name) => cell({ scenario: name, policy: 'linux', coverage: { faults } }));
  return {
    plan: {
      version: '0.1.0',
      generator: 'a generator',
      scenarios: names.map((name) => scenario(name)),
      policies: [policy('linux')],
      settled: [{ label: 'linux', id: 'linux', options: {} }],
      inputs: [
        { path: 'a.scn', sha256: 'aa' },
        { path: 'b.scn', sha256: 'bb' },
      ],
    },
    missing: 0,
    pieces: [new Map(TABLES.map((table) => [table, Buffer.from(csvRecords(cells, table))]))],
    statistics: () => 'scenario\r\n',
    record: () => record,
  };
}

export const record: RunRecord = {
  started: '2026-11-22T00:00:00.000Z',
  seconds: 1,
  node: 'v20',
  machine: { system: 'Linux', arch: 'x64', processor: '', processors: 2 },
  commit: null,
  argv: [],
};
