import { expect, it } from 'vitest';
import { planOf, scenarioInfos } from '../../src/metrics/run-walk.ts';
import { HOST, scenariosOf } from './scenarios.ts';

/** From a checked scenario to what is replayed. */
const [DRAWN] = scenariosOf('scenario "drawn" { seeds 1..2  x = mmap anon of uniform(1M, 9M) }');
const point = DRAWN!.points[0]!;

it('all seeds of a point share their machine', () => {
  const [one, two] = [1, 2].map((seed) => planOf(DRAWN!, point, seed, HOST));
  expect(one!.machine).toBe(two!.machine);
  expect(one!.program).not.toEqual(two!.program);
});

it('files that a scenario names are read from the host, by their path', () => {
  const [traced] = scenariosOf(
    'scenario "traced" { x = mmap anon length 1M  touch x trace "addresses.txt" }',
  );
  const host = { text: (path: string) => (path.endsWith('addresses.txt') ? '0x5000\n0x5040\n0x7000\n' : '') };
  const { touches } = planOf(traced!, traced!.points[0]!, null, host).program;
  expect(touches).toMatchObject([{ pattern: { kind: 'trace', offsets: Float64Array.of(0, 0x40, 0x2000) } }]);
});

it('everything that is wrong with a machine is said at once', () => {
  const wrong = { ...point, machine: { arch: 'x86_64', kernel: 'none', faults: 'never' } };
  expect(() => planOf(DRAWN!, wrong, null, HOST)).toThrow(
    "no preset for kernel 'none'; 'never' is no kernel version",
  );
});

it('a scenario on several machines names each once', () => {
  const points = ['x86_64', 'arm64', 'x86_64'].map((machineName) => ({ ...point, machineName }));
  expect(scenarioInfos([{ ...DRAWN!, points }])[0]!.machine).toBe('x86_64, arm64');
});
