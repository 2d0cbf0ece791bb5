import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const BAR = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000  size 2G } }
scenario "bar" { mmap anon of 4K  bar2 = mmap gpu.bar2 }
`;
const DMABUF = `language 1
device dma { driver dmabuf  region frames { range 0x20_0010_0000 +64M } }
scenario "frames" { frames = mmap dma.frames }
`;

it('compare --by information: a family for each file, nothing written', async () => {
  const cwd = temporaryFolder({ 'bar.scn': BAR, 'dmabuf.scn': DMABUF });
  const { code, out } = await runCli(cwd, ['compare', 'bar.scn', 'dmabuf.scn', '--by', 'information']);
  expect(code).toBe(0);
  expect(out).toMatch(/^bar\.scn +1 +- +nobody +wilcox-length$/m);
  expect(out).toMatch(/^dmabuf\.scn +1 +start PFN +driver +gunthorpe-start-pfn$/m);
  expect(readdirSync(cwd).sort()).toEqual(['bar.scn', 'dmabuf.scn']);
});

it('compare says what it can compare by', async () => {
  const { code, err } = await runCli(temporaryFolder(), ['compare', '--by', 'luck']);
  expect(code).toBe(2);
  expect(err).toContain('information');
});
