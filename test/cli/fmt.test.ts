import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const UGLY = 'language 1\nscenario "one" {a=mmap anon of 2M}\n';
const NEAT = 'language 1\nscenario "one" { a = mmap anon of 2M }\n';
const BROKEN = 'language 1\nscenario "two" {\n  a = mmap\n}\n';

it('formats in place and names what it changed', async () => {
  const cwd = temporaryFolder({ 'a.scn': UGLY, 'b.scn': NEAT });
  expect(await runCli(cwd, ['fmt', '.'])).toEqual({
    code: 0,
    out: 'a.scn\n1 file formatted, 1 unchanged\n',
    err: '',
  });
  expect(readFileSync(path.join(cwd, 'a.scn'), 'utf8')).toBe(NEAT);
  expect(readdirSync(cwd).sort()).toEqual(['a.scn', 'b.scn']);
});

it('only checks with --check', async () => {
  const cwd = temporaryFolder({ 'a.scn': UGLY, 'b.scn': NEAT });
  expect(await runCli(cwd, ['fmt', 'a.scn', 'b.scn', '--check'])).toMatchObject({
    code: 1,
    out: 'a.scn\n1 file not formatted, 1 unchanged\n',
  });
  expect(readFileSync(path.join(cwd, 'a.scn'), 'utf8')).toBe(UGLY);
  expect(await runCli(cwd, ['fmt', 'b.scn', '--check'])).toMatchObject({ code: 0 });
});

it('leaves a file with a mistake of form alone, says where, and formats the others', async () => {
  const cwd = temporaryFolder({ 'a.scn': BROKEN, 'b.scn': UGLY });
  const { code, out, err } = await runCli(cwd, ['fmt', '.']);
  expect(code).toBe(1);
  expect(out).toBe('b.scn\n1 file formatted, 0 unchanged, 1 left alone\n');
  expect(err).toContain('a.scn:4:1');
  expect(readFileSync(path.join(cwd, 'a.scn'), 'utf8')).toBe(BROKEN);
});

it('formats standard input to standard output', async () => {
  const cwd = temporaryFolder({});
  expect(await runCli(cwd, ['fmt', '--stdin'], { input: () => UGLY })).toEqual({
    code: 0,
    out: NEAT,
    err: '',
  });
  expect(await runCli(cwd, ['fmt', '--stdin', '--check'], { input: () => UGLY })).toMatchObject({
    code: 1,
    out: '',
  });
  const broken = await runCli(cwd, ['fmt', '--stdin'], { input: () => BROKEN });
  expect(broken).toMatchObject({ code: 1, out: '' });
  expect(broken.err).toContain('<stdin>:4:1');
  expect(await runCli(cwd, ['fmt', 'a.scn', '--stdin'])).toMatchObject({ code: 2 });
});
