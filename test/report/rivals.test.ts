import { expect, it } from 'vitest';
import type { CellResult } from '../../src/metrics/results.ts';
import { type RunSummary, summaryOf } from '../../src/metrics/summary.ts';
import { rivalLines } from '../../src/report/rivals.ts';

function cell(scenario: string, policy: string, share: number): CellResult {
  const name = { scenario, point: '', seed: null, policy, status: 'placed', message: '' } as const;
  return { ...name, placements: [], coverage: { share_of_ideal: share }, fragmentation: {} };
}

function run(shares: Record<string, Record<string, number>>): RunSummary {
  const policies = Object.keys(Object.values(shares)[0]!);
  return summaryOf({
    scenarios: Object.keys(shares).map((name) => ({
      name,
      file: '',
      comment: '',
      machine: '',
      points: [''],
      seeds: [],
    })),
    policies: policies.map((id) => ({
      label: id,
      id,
      needs: [],
      toldBy: id.startsWith('qemu') ? 'user space' : 'driver',
      source: '',
    })),
    cells: Object.entries(shares).flatMap(([scenario, row]) =>
      policies.map((policy) => cell(scenario, policy, row[policy]!)),
    ),
    expectations: [],
  });
}

it('names the scenarios in which each of the two leaders wins, bounds and user space apart', () => {
  const result = run({
    a: { linux: 0, pfn: 1, length: 0.5, 'qemu-9.2': 1, 'exact-fit': 1 },
    b: { linux: 0, pfn: 1, length: 1, 'qemu-9.2': 1, 'exact-fit': 1 },
    c: { linux: 0, pfn: 0, length: 1, 'qemu-9.2': 1, 'exact-fit': 1 },
    d: { linux: 0, pfn: 1, length: 0, 'qemu-9.2': 1, 'exact-fit': 1 },
  });
  expect(rivalLines(result)).toEqual([
    'pfn beats length in 2 scenarios: "a", "d".',
    'length beats pfn in 1 scenario: "c".',
  ]);
});

it('says nothing where the leaders never part', () => {
  expect(rivalLines(run({ a: { linux: 0, pfn: 1, length: 1 } }))).toEqual([]);
});
