import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const SECRET = 'language 1\nmachine m { aslr off }\n# the secret\n';

/** A project with a secret beside it, and links that lead there. */
function project(statement: string): string {
  const root = temporaryFolder({
    'p/.git/HEAD': '',
    'p/a.scn': `language 1\n${statement}\nscenario "s" { mmap anon of 4K }\n`,
    'secret/m.scn': SECRET,
    'p-secret/m.scn': SECRET,
  });
  mkdirSync(path.join(root, 'p/lib'));
  symlinkSync(path.join(root, 'secret/m.scn'), path.join(root, 'p/lib/link.scn'));
  symlinkSync(path.join(root, 'secret'), path.join(root, 'p/lib/folder'));
  symlinkSync('../../secret', path.join(root, 'p/lib/relative'));
  symlinkSync(path.join(root, 'p/lib/folder'), path.join(root, 'p/chain'));
  symlinkSync('/proc/self/root', path.join(root, 'p/root'));
  return root;
}

const PATHS = [
  ...['../secret/m.scn', 'lib/../../secret/m.scn', './lib/.././../secret/m.scn', '../p-secret/m.scn'],
  ...['lib/link.scn', 'lib/folder/m.scn', 'lib/relative/m.scn', 'chain/m.scn', 'root/etc/passwd'],
  ...[
    '/etc/passwd',
    '//etc/passwd',
    '\\\\\\\\host\\\\share\\\\m.scn',
    'C:\\\\m.scn',
    'c:/m.scn',
    '..\\\\secret\\\\m.scn',
  ],
  ...[
    'lib\\\\..\\\\..\\\\secret\\\\m.scn',
    '~/m.scn',
    'file:///etc/passwd',
    '%2e%2e/secret/m.scn',
    'LIB/LINK.SCN',
  ],
  ...[
    '../secret/m.scn\u0000.scn',
    'lib/link.scn\u0000',
    '/dev/stdin',
    '../../../../../../../../../etc/passwd',
  ],
];

const STATEMENTS = [
  (file: string) => `include "${file}"`,
  (file: string) => `scenario "t" { occupancy { maps "${file}" } mmap anon of 4K }`,
  (file: string) => `scenario "t" { a = mmap anon of 4M  touch a trace "${file}" }`,
  (file: string) => `use ${file.replace(/\.scn$/, '')}`,
];

it.each(PATHS)('no statement reads outside the project by %j', async (file) => {
  for (const statement of STATEMENTS) {
    const { code, out, err } = await runCli(path.join(project(statement(file)), 'p'), ['check', 'a.scn']);
    expect([statement(file), code]).toEqual([statement(file), 1]);
    expect(out + err).not.toMatch(/secret\n|root:x|the secret/);
    expect(err).not.toMatch(/defect|\n\s+at /);
  }
});
