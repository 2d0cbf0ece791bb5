import { expect, it } from 'vitest';
import { LIBRARIES } from '../../src/language/library.ts';
import { check } from './harness.ts';
import { EXAMPLE } from './texts.ts';

const QEMU_MAPS = '7f0000000000-7f0000200000 rw-p 00000000 00:00 0\n';
const host = {
  sources: new Map([['lab/maps/qemu.maps', QEMU_MAPS]]),
  libraries: LIBRARIES,
  budgets: { points: 100, statements: 20_000, touches: 1_000_000 },
};

it('asks for the maps file, and is content when it has it', () => {
  expect(check(EXAMPLE).needs).toEqual(['lab/maps/qemu.maps']);
  expect(check(EXAMPLE, host).needs).toEqual([]);
});

it('checks the example of the design without an error', () => {
  const { scenarios, diagnostics } = check(EXAMPLE, host);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(scenarios.map(({ name }) => name)).toEqual([
    '2 GiB BAR, mapped whole',
    'DPDK around the MSI-X table',
    'long-lived VMM',
  ]);
});

it('is plain data: it survives a structured clone', () => {
  const { scenarios } = check(EXAMPLE, host);
  expect(structuredClone(scenarios)).toEqual(scenarios);
});

it('settles the long-lived VMM: points, seeds, draws', () => {
  const vmm = check(EXAMPLE, host).scenarios[2]!;
  expect(vmm.points.map(({ label }) => label)).toEqual(['size=64M', 'size=256M', 'size=2G', 'size=16G']);
  expect(vmm.points[2]!.bindings).toEqual({ size: 2 ** 31 });
  expect(vmm.seeds).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  expect(vmm.occupancy).toMatchObject([
    { kind: 'scatter', what: 'anon', size: { distribution: 'lognormal' } },
  ]);
  expect(vmm.body).toMatchObject([
    { kind: 'repeat', body: [{ kind: 'choose', arms: [{ percent: 55 }, { percent: 45 }] }] },
    {
      kind: 'mmap',
      name: 'dev',
      source: { kind: 'device', device: 'gpu', region: 'bar2' },
      sharing: 'shared',
    },
  ]);
});
