import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const SLIPS = 'scenario "one" {\n  a = mmap anon of 8MB\n  touch a strid 64\n}\n';
const MENDED = 'language 1\n\nscenario "one" {\n  a = mmap anon of 8M\n  touch a stride 64\n}\n';
const UNSURE = 'language 1\nscenario "two" { mmap gpu.bar0 }\n';

it('mends what is certain, tells it, and leaves the rest to a person', async () => {
  const cwd = temporaryFolder({ 'a.scn': SLIPS, 'b.scn': UNSURE });
  const { code, out, err } = await runCli(cwd, ['fix', '.']);
  expect(readFileSync(path.join(cwd, 'a.scn'), 'utf8')).toBe(MENDED);
  expect(readFileSync(path.join(cwd, 'b.scn'), 'utf8')).toBe(UNSURE);
  expect(out).toContain("a.scn:2:20: PL1007: '8MB' is not a number: write '8M'\n");
  expect(out).toContain("3 mends made in 1 file of 2; 1 error left, which 'policy-lab check' shows\n");
  expect({ code, err }).toEqual({ code: 1, err: '' });
});

it('writes nothing with --dry-run', async () => {
  const cwd = temporaryFolder({ 'a.scn': SLIPS });
  const { code, out } = await runCli(cwd, ['fix', 'a.scn', '--dry-run']);
  expect(readFileSync(path.join(cwd, 'a.scn'), 'utf8')).toBe(SLIPS);
  expect(out).toMatch(/^3 mends would be made in 1 file of 1$/m);
  expect(code).toBe(0);
});

it('says which file cannot be read', async () => {
  const { code, err } = await runCli(temporaryFolder({ 'a.scn': new Uint8Array([0xff, 0xfe, 0xfd]) }), [
    'fix',
    '.',
  ]);
  expect(err).toContain("cannot use 'a.scn'");
  expect(code).toBe(1);
});
