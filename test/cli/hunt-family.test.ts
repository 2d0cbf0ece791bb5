import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const FAMILY = `language 1
use devices/nvgrace
machine big extends arm64-64k { kernel 6.18 }
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G  prefetchable  hole 1M +64K "table" } }
scenario "one" on big {
  occupancy { scatter 3 anon of 1M between 0x1000_0000 and 0x2000_0000 }
  a = mmap gpu.bar2
  b = mmap nvgrace.usemem
  repeat 3 { mmap anon of uniform(64K, 8M) }
  munmap a offset 1M length 64K
}
`;
const HUNT = ['hunt', '--worse', 'qemu-9.2', '--than', 'gunthorpe-start-pfn', '--tries', '256', '--quiet'];

it('stays with the machines, devices and files of the family', async () => {
  const { code, out } = await runCli(temporaryFolder({ 'a.scn': FAMILY }), [...HUNT, '--family', 'a.scn']);
  expect(code).toBe(0);
  const declared = [...out.matchAll(/^(?:machine|device|file) (\S+)/gm)].map(([, name]) => name);
  expect(declared.length).toBeGreaterThan(1);
  expect(['big', 'gpu', 'nvgrace']).toEqual(expect.arrayContaining(declared));
  expect(out.match(/^ {2}(device|file) /gm)).toBeNull();
  const mapped = [...out.matchAll(/mmap (?:areas of )?(\S+)/g)].map(([, source]) => source);
  expect(['gpu.bar2', 'nvgrace.usemem', 'anon']).toEqual(expect.arrayContaining(mapped));
});

it.each([
  ['no such file', {}, 'a.scn'],
  ['mistakes', { 'a.scn': FAMILY.replace('gpu.bar2', 'gpu.bar3') }, 'PL2003'],
  [
    'variables',
    { 'a.scn': 'language 1\nscenario "s" { let n = 2M  file f { fs ext4 size $n }  a = mmap f }\n' },
    'with variables of a scenario',
  ],
  ['no scenario', { 'a.scn': 'language 1\nfile f { fs ext4 size 2M }\n' }, 'no scenario to begin from'],
])('is refused where it has %s', async (_, files, message) => {
  const { code, out, err } = await runCli(temporaryFolder(files), [...HUNT, '--family', 'a.scn']);
  expect([1, 2]).toContain(code);
  expect(out).toBe('');
  expect(err).toContain(message);
  expect(err).toContain('hint: ');
});
