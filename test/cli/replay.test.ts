import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const recording = (stem: string) => path.join(FIXTURES, 'recordings', `${stem}.strace`);
const trace = (stem: string) => path.join(FIXTURES, 'traces', `${stem}.strace`);

/** A recording's files in a folder of their own, the log changed. */
function copied(folder: string, change: (log: string) => string): void {
  for (const extension of ['maps', 'after', 'json'])
    copyFileSync(
      path.join(FIXTURES, 'recordings', `perl-fork.${extension}`),
      path.join(folder, `log.${extension}`),
    );
  writeFileSync(path.join(folder, 'log.strace'), change(readFileSync(recording('perl-fork'), 'utf8')));
}

describe('replay', () => {
  it('ends with the summary and exits with 0 where everything is as recorded', async () => {
    const { code, out } = await runCli('.', ['replay', recording('node-worker')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^vmas: \d+ as recorded, 0 not\nplacements: \d+ as recorded, 0 not, \d+ fixed\n$/);
  });

  it('names each difference with a rule that could explain it, and exits with 1', async () => {
    const { code, out } = await runCli('.', ['replay', trace('python'), '--kernel', '6.1']);
    expect(code).toBe(1);
    expect(out).toMatch(/^line \d+: mmap\(0x0, .*: expected 0x[0-9a-f]+, got 0x[0-9a-f]+$/m);
    expect(out).toContain("would fit with kernel 6.7's rule");
    expect(out.trimEnd().split('\n').at(-1)).toMatch(
      /^placements: \d+ as recorded, [1-9]\d* not, \d+ fixed$/,
    );
  });

  it('compares the log of a patched kernel with the policy that its setup names, or that --as does', async () => {
    const log = trace('patched-6.1-max-order9-0x3840600000-bbaps-51');
    expect((await runCli('.', ['replay', log])).code).toBe(0);
    expect((await runCli('.', ['replay', log, '--as', 'max-order'])).code).toBe(0);
    expect((await runCli('.', ['replay', log, '--as', 'linux'])).code).toBe(1);
  });

  it('answers programs with --json', async () => {
    const { out } = await runCli('.', ['replay', recording('perl-fork'), '--json']);
    expect(JSON.parse(out)).toMatchObject({
      policy: 'linux',
      placements: { different: 0 },
      vmas: { different: 0 },
      differences: [],
    });
  });

  it('replays a log that is cut off up to the cut, and says so', async () => {
    const folder = temporaryFolder();
    copied(folder, (log) => log.slice(0, 3000));
    const { code, out, err } = await runCli(folder, ['replay', 'log.strace']);
    expect(err).toMatch(/log\.strace:\d+: warning: the log is cut off inside this line/);
    expect(out).toMatch(/^placements: \d+ as recorded, 0 not, \d+ fixed\n$/);
    expect(code).toBe(0);
  });

  it('names lines that cannot be read', async () => {
    const folder = temporaryFolder();
    copied(folder, (log) => log.replace('\n', '\nwhat is this\n'));
    const { code, err } = await runCli(folder, ['replay', 'log.strace']);
    expect(err).toContain('log.strace:2: error: not a line of strace output');
    expect(code).toBe(1);
  });

  it('refuses what is no log, no snapshot, or no machine', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'noise.strace'), '\0\x01\x02\n'.repeat(50));
    writeFileSync(path.join(folder, 'noise.maps'), 'nothing\n');
    const noise = await runCli(folder, ['replay', 'noise.strace']);
    expect([noise.code, noise.err]).toEqual([1, expect.stringContaining("'noise.maps' is no snapshot")]);
    copyFileSync(path.join(FIXTURES, 'recordings', 'java.maps'), path.join(folder, 'noise.maps'));
    const log = await runCli(folder, ['replay', 'noise.strace']);
    expect([log.code, log.err]).toEqual([1, expect.stringContaining("'noise.strace' is no strace log")]);
    expect((await runCli(folder, ['replay', 'none.strace'])).code).toBe(2);
    expect((await runCli('.', ['replay', trace('gcc'), '--machine', 'vax'])).code).toBe(2);
    const small = await runCli('.', ['replay', trace('gcc'), '--machine', 'i386']);
    expect(small.err).toContain("ends above the machine's addresses");
  });

  it('shows what other policies would have made of it, before the summary', async () => {
    const log = trace('patched-6.1-max-order18-0x2f00001000-bbaps-51');
    const { code, out } = await runCli('.', ['replay', log, '--policy', 'gunthorpe-start-pfn,max-order']);
    expect(code).toBe(0);
    expect(out).toMatch(/^gunthorpe-start-pfn /m);
    expect(out).toContain('carried over');
    expect(out).toMatch(/placements: \d+ as recorded, 0 not, 0 fixed\n$/);
  });

  it('takes BARs from lspci for descriptors of a log', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      path.join(folder, 'lspci.txt'),
      '01:00.0 3D controller: A card\n\tRegion 2: Memory at 2f00001000 (64-bit, prefetchable) [size=4G]\n',
    );
    const log = trace('patched-6.1-gunthorpe-start-pfn-0x2f00001000-bbaps-51');
    const device = '/sys/bus/pci/devices/0000:00:03.0/resource2=0000:01:00.0';
    const more = ['--device', device, '--lspci', path.join(folder, 'lspci.txt')];
    expect((await runCli('.', ['replay', log, '--as', 'gunthorpe-start-pfn', ...more])).code).toBe(0);
    const without = await runCli('.', ['replay', log, '--device', device]);
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('--lspci')]);
  });
});

describe('import', () => {
  const kinds = [
    ['maps', path.join(FIXTURES, 'recordings', 'java.maps')],
    ['strace', recording('java')],
    ['strace', recording('threads-fork-shm')],
    ['strace', trace('fuzz-6.18-hugetlb-uaep-43')],
    ['strace', trace('fuzz-6.1-topdown-bbbaep-11')],
    ['strace', trace('fuzz-i386-6.18-aAepsnghr-301')],
  ] as const;
  it.each(kinds)('makes scenario text of %s that check passes', async (kind, file) => {
    const folder = temporaryFolder();
    const { code, out } = await runCli('.', ['import', kind, file]);
    expect(code).toBe(0);
    writeFileSync(path.join(folder, 'x.scn'), out);
    const checked = await runCli(folder, ['check', 'x.scn']);
    expect(checked.out).toContain('no mistakes');
  });
});
