import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const REST = ' # the draft\n\nscenario "language 0" { a = mmap anon of 2M }\n';

it('changes the header alone, and names the files that it changed', async () => {
  const cwd = temporaryFolder({ 'a.scn': `language 0${REST}`, 'b.scn': `language 1${REST}` });
  expect(await runCli(cwd, ['migrate', '.'])).toEqual({
    code: 0,
    out: 'a.scn\n1 file migrated, 1 unchanged\n',
    err: '',
  });
  expect(readFileSync(path.join(cwd, 'a.scn'), 'utf8')).toBe(`language 1${REST}`);
  expect(readFileSync(path.join(cwd, 'b.scn'), 'utf8')).toBe(`language 1${REST}`);
});

it('runs a draft with a remark, and refuses a newer version', async () => {
  const cwd = temporaryFolder({ 'a.scn': `language 0${REST}`, 'b.scn': `language 2${REST}` });
  expect(await runCli(cwd, ['check', 'a.scn'])).toMatchObject({ code: 0 });
  expect((await runCli(cwd, ['check', 'a.scn'])).out).toContain('PL1020');
  const { code, out } = await runCli(cwd, ['check', 'b.scn']);
  expect(code).toBe(1);
  expect(out).toContain('language version 2 is newer than this program');
  expect(await runCli(cwd, ['migrate', 'b.scn'])).toMatchObject({ out: '0 files migrated, 1 unchanged\n' });
});
