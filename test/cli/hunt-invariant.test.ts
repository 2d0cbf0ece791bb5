import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const BROKEN = `export default {
  id: 'always-there', summary: 'wrong', needs: [], source: 'a test', toldBy: 'nobody',
  create: () => ({ place: () => ({ addressBytes: 0x7000_0000_0000, alignBytes: 4096, reason: 'there' }) }),
};
`;

it('holds, and says how to see it again', async () => {
  const { code, out, err } = await runCli(temporaryFolder({}), [
    'hunt',
    '--invariant',
    '--tries',
    '128',
    '--seed',
    '5',
  ]);
  expect(code).toBe(0);
  expect(err).toContain('from seed 5');
  expect(out).toContain('answers, bound, exact-fit, leaves, text hold.');
  expect(out).toContain('again: policy-lab hunt --invariant --seed 5 --tries 128');
});

it('shows the simplest situation that breaks one, with exit code 1', async () => {
  const folder = temporaryFolder({ 'broken.mjs': BROKEN });
  const args = ['hunt', '--invariant', 'answers', '--policy', 'linux', '--plugin', './broken.mjs'];
  const { code, out } = await runCli(folder, [...args, '--tries', '256', '--seed', '1', '--quiet']);
  expect(code).toBe(1);
  expect(out).toContain('answers does not hold: always-there: violation:');
  expect(out).toMatch(/language 1\n\nscenario "case"/);
  expect(out.match(/mmap/g)!.length).toBeLessThanOrEqual(2);
});

it('has a name that exists', async () => {
  const { code, err } = await runCli(temporaryFolder({}), ['hunt', '--invariant', 'answer']);
  expect(code).toBe(2);
  expect(err).toContain("unknown invariant 'answer'");
});
