import { afterAll, describe, expect, it } from 'vitest';
import { checkScenarios } from '../../src/language/check.ts';
import type { CellResult } from '../../src/metrics/results.ts';
import { walkApart } from '../../src/metrics/run-scenarios.ts';
import { cellByCell } from '../../src/metrics/run-walk.ts';
import { IsolatedPlugin } from '../../src/plugins/isolated-plugin.ts';
import { choosePolicy } from '../../src/policies/chosen-policy.ts';
import { parsePolicyList } from '../../src/policies/registry.ts';

const TEXT = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
scenario "one" {
  occupancy { 0x7fff_f700_0000 +16M anon  0x7fff_7000_0000 +64M anon }
  bar2 = mmap gpu.bar2
}
`;
const LIMITS = { milliseconds: 6000, mebibytes: 400 };
const started: IsolatedPlugin[] = [];
afterAll(() => {
  for (const plugin of started) plugin.close();
});

function checked(text: string) {
  const budgets = { points: 10, statements: 100, touches: 1_000_000 };
  return checkScenarios({
    file: 'one.scn',
    text,
    host: { sources: new Map(), policies: [], metrics: [], libraries: [], budgets },
  });
}

/** Runs the scenario under linux, one plug-in and one honest policy; answers their cells in that order. */
async function cellsWith(name: string): Promise<readonly CellResult[]> {
  const { scenarios } = checked(TEXT);
  const file = new URL(`../fixtures/plugins/${name}.js`, import.meta.url).pathname;
  const plugin = new IsolatedPlugin(file, new Set(), LIMITS);
  started.push(plugin);
  await plugin.load();
  const [linux, honest] = parsePolicyList('gunthorpe-start-pfn');
  const policies = [linux!, choosePolicy(plugin.definition), honest!];
  const { cells } = await walkApart(
    cellByCell(scenarios, policies, { text: () => '' }),
    ({ plan, policy, linux: base }) =>
      policy.definition.id === name ? plugin.run(plan, policy, base) : undefined,
  );
  plugin.close();
  return cells;
}

describe('a hostile plug-in costs one marked cell, and the rest of the table is right', () => {
  it.each([
    ['throws', 'error', /boom/],
    ['loops', 'timeout', /longer than 6 s/],
    ['promise', 'violation', /array of searches/],
    ['wrongtype', 'violation', /array of searches/],
    ['nan', 'violation', /alignBytes NaN/],
    ['overlapping', 'violation', /not free/],
    ['unaligned', 'violation', /not page-aligned/],
    ['range', 'violation', /out of range/],
    ['mutates', 'error', /read only|only a getter/],
    ['undeclared', 'error', /'startPfn', which it does not declare/],
    ['exits', 'error', /ended its process \(exit code 0\)/],
    ['allocates', 'error', /400 MiB of memory/],
  ])('%s', { timeout: 60_000 }, async (name, status, message) => {
    const [linux, hostile, honest] = await cellsWith(name);
    expect(hostile).toMatchObject({ status, placements: [], coverage: {}, fragmentation: {} });
    expect(hostile!.message).toMatch(message);
    expect(linux!.coverage.faults).toBe(1024);
    expect(honest!.coverage.faults).toBe(2);
  });

  it('is given up after its first timeout', { timeout: 60_000 }, async () => {
    const plugin = new IsolatedPlugin(
      new URL('../fixtures/plugins/loops.js', import.meta.url).pathname,
      new Set(),
      {
        ...LIMITS,
        milliseconds: 3000,
      },
    );
    started.push(plugin);
    await plugin.load();
    const { scenarios } = checked(
      TEXT.replace('{\n  occ', '{\n  sweep size in 1G, 2G\n  occ').replace(
        'mmap gpu.bar2',
        'mmap gpu.bar2 length $size',
      ),
    );
    const policies = [parsePolicyList('linux')[0]!, choosePolicy(plugin.definition)];
    const { cells } = await walkApart(
      cellByCell(scenarios, policies, { text: () => '' }),
      ({ plan, policy, linux }) =>
        policy.definition.id === 'loops' ? plugin.run(plan, policy, linux) : undefined,
    );
    const messages = cells
      .filter(({ policy }) => policy === 'loops')
      .map(({ status, message: why }) => `${status}: ${why}`);
    expect(messages).toEqual(['timeout: took longer than 3 s', 'timeout: given up after its first timeout']);
  });
});
