import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const GOOD = 'language 1\nscenario "one" { a = mmap anon of 2M }\n';
const BAD =
  'language 1\nscenario "two" {\n  a = mmap anon of 2M\n  munmap aa\n  mmap gpu\n  expect fauls(a) == 1\n}\n';

it('says that all is well', async () => {
  const cwd = temporaryFolder({ 'a.scn': GOOD });
  expect(await runCli(cwd, ['check', 'a.scn'])).toEqual({
    code: 0,
    out: '1 scenario in 1 file: no mistakes\n',
    err: '',
  });
});

it('reports several mistakes in one pass, with place, carets and hint', async () => {
  const cwd = temporaryFolder({ 'a.scn': GOOD, 'b.scn': BAD });
  const { code, out } = await runCli(cwd, ['check', '.']);
  expect(code).toBe(1);
  expect(out).toContain('b.scn:4:10');
  expect(out).toContain('  munmap aa');
  expect(out).toContain("did you mean 'a'?");
  expect(out).toContain('3 errors');
});

it('gives the same to programs as JSON', async () => {
  const cwd = temporaryFolder({ 'b.scn': BAD, 'empty.scn': '' });
  const { code, out } = await runCli(cwd, ['check', '.', '--diagnostics', 'json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject([
    { file: 'empty.scn', severity: 'error', message: 'it is empty' },
    { code: 'PL2004', file: 'b.scn', start: { line: 4, column: 10 } },
    { code: 'PL2002', start: { line: 5 } },
    { code: 'PL2012', start: { line: 6 } },
  ]);
});

it('gives the same to code scanners and to GitHub', async () => {
  const cwd = temporaryFolder({ 'b.scn': BAD, 'empty.scn': '' });
  const sarif = await runCli(cwd, ['check', '.', '--diagnostics', 'sarif']);
  expect(sarif.code).toBe(1);
  expect(JSON.parse(sarif.out).runs[0].results.map(({ ruleId }: { ruleId?: string }) => ruleId)).toEqual([
    ...['unreadable-file', 'PL2004', 'PL2002', 'PL2012'],
  ]);
  const github = await runCli(cwd, ['check', '.', '--diagnostics', 'github']);
  expect(github.code).toBe(1);
  expect(github.out).toContain('::error file=b.scn,line=4,col=10,title=PL2004::');
});
