import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectOf, readProjectText } from '../../src/lab/project.ts';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const MACHINE = 'language 1\nmachine m { aslr off }\n';
const USER = 'language 1\ninclude "lib/m.scn"\nscenario "s" on m { mmap anon of 4K }\n';

describe('the project of a file', () => {
  it('is the nearest folder around it that is marked as one', () => {
    const root = temporaryFolder({ 'p/package.json': '{}', 'p/scenarios/a.scn': USER });
    expect(projectOf('p/scenarios/a.scn', root)).toBe(path.join(root, 'p'));
    mkdirSync(path.join(root, 'p/scenarios/.git'));
    expect(projectOf('p/scenarios/a.scn', root)).toBe(path.join(root, 'p/scenarios'));
  });

  it('is the current folder without a mark, and for a file elsewhere its own folder', () => {
    const root = temporaryFolder({ 'here/deep/a.scn': USER, 'there/b.scn': USER });
    expect(projectOf('deep/a.scn', path.join(root, 'here'))).toBe(path.join(root, 'here'));
    expect(projectOf('../there/b.scn', path.join(root, 'here'))).toBe(path.join(root, 'there'));
  });
});

describe('an include', () => {
  it('is read where it lies in the project, by a link too', async () => {
    const cwd = temporaryFolder({ 'a.scn': USER, 'other/m.scn': MACHINE });
    symlinkSync(path.join(cwd, 'other'), path.join(cwd, 'lib'));
    expect(await runCli(cwd, ['check', 'a.scn'])).toMatchObject({ code: 0 });
  });

  it('is refused where a link leads out of the project', async () => {
    const root = temporaryFolder({ 'p/a.scn': USER, 'p/.git/HEAD': '', 'secret/m.scn': MACHINE });
    const cwd = path.join(root, 'p');
    symlinkSync(path.join(root, 'secret'), path.join(cwd, 'lib'));
    const { code, out } = await runCli(cwd, ['check', 'a.scn']);
    expect(code).toBe(1);
    expect(out).toContain("cannot read 'lib/m.scn': it is a link that leads out of the project");
    expect(readProjectText(path.join(cwd, 'lib/m.scn'))).toHaveProperty('error');
  });

  it('is refused where .. or an absolute path leads out of it', async () => {
    const root = temporaryFolder({
      'p/.git/HEAD': '',
      'p/a.scn': USER.replace('lib/', '../'),
      'p/b.scn': USER.replace('lib/m.scn', '/etc/passwd'),
      'm.scn': MACHINE,
    });
    const { code, out } = await runCli(root, ['check', 'p/a.scn', 'p/b.scn']);
    expect(code).toBe(1);
    expect(out.match(/error\[PL6010\]/g)).toHaveLength(2);
    expect(out).not.toContain('root:');
  });
});

it('runs a scenario on a machine of the library, by any path of the file', async () => {
  const root = temporaryFolder({
    'p/a.scn':
      'language 1\nuse machines/grace\nuse devices/nvgrace\nscenario "s" on grace { mem = mmap nvgrace.usemem }\n',
    'q/x': '',
  });
  for (const [cwd, file] of [
    ['p', 'a.scn'],
    ['q', '../p/a.scn'],
    ['q', path.join(root, 'p/a.scn')],
  ] as const)
    expect(await runCli(path.join(root, cwd), ['check', file])).toMatchObject({ code: 0 });
});
