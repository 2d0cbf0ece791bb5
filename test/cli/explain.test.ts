import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const TEXT = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable } }
scenario "a 2 GiB BAR" { bar2 = mmap gpu.bar2 }
`;
const explain = (...args: string[]) =>
  runCli(temporaryFolder({ 'gpu.scn': TEXT }), ['explain', ...args, '--files', 'gpu.scn']);

it('answers on one screen why one policy costs 1,024 faults and another 2', async () => {
  const { code, out } = await explain('2 GiB', 'bar2', '--policy', 'pighin-thp,gunthorpe-start-pfn');
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  // 0x7fff77e00000 = 894M above the next lower multiple of 1G.
  expect(out).toContain('1G: VA 0x37e00000 != PA 0x0 mod 1G; free at 0x7fff40000000, 894M lower');
  expect(out).toContain('leaves: 1,024 PMD; 1,024 faults');
  expect(out).toContain('leaves: 2 PUD; 2 faults');
  // 2 GiB in a window of 4 GiB: half of 64 characters.
  expect(out.match(/M{32}/g)).toHaveLength(3);
});

it('tells what the kernel does from what a VMM does', async () => {
  const { out } = await explain('2 GiB', 'bar2', '--policy', 'mastro');
  expect(out).toContain('user space maps itself at 0x7fff40000000 in it');
  expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});

it('names the mappings and scenarios that there are', async () => {
  expect((await explain('2 GiB', 'bar3')).err).toContain("'bar2'");
  expect((await explain('a 2 GiB BARR', 'bar2')).err).toContain("'a 2 GiB BAR'");
});

it('prints the page of a diagnostic: what is wrong, what it is told, what is right', async () => {
  const { code, out } = await runCli(temporaryFolder({}), ['explain', 'pl2004']);
  expect(code).toBe(0);
  expect(out).toMatch(/^PL2004\n\nAn error: the scenario does not run\.\n/);
  expect(out).toContain("- Message: unknown mapping '{name}'");
  expect(out).toMatch(
    /Wrong:\n\nlanguage 1\n[\s\S]*touch haed\n[\s\S]*Right:\n\nlanguage 1\n[\s\S]*touch head\n/,
  );
});
