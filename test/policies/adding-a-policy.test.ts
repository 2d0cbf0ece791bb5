import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PROPERTIES } from '../../src/plugins/conformance/properties.ts';
import { BUILT_IN } from '../../src/policies/registry.ts';
import { sourceFiles } from '../architecture/sources.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The baseline, and the bounds that tables compare with. */
const SPECIAL = ['linux', 'ideal', 'exact-fit'];

const NEW = `import { definePolicy } from '../policy.ts';

export default definePolicy({
  id: 'brand-new',
  summary: 'every device congruent to pgoff modulo 1G',
  needs: [],
  toldBy: 'nobody',
  source: 'this test',
  claims: { congruentTo: 'pgoff', kinds: ['device'] },
  propose: ({ kind, offsetBytes }) =>
    kind === 'device' ? [{ form: 'mask', alignBytes: 2 ** 30, offsetBytes, reason: 'new' }] : [],
});
`;

it('a built-in policy is one source file: the index is generated, lists and tables follow', {
  timeout: 120_000,
}, () => {
  const copy = temporaryFolder();
  for (const part of ['src', 'grammar', 'scenarios', 'docs', 'package.json', 'tsconfig.json'])
    cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  const node = (...args: readonly string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: copy, encoding: 'utf8' });

  const index = path.join(copy, 'src/policies/index.generated.ts');
  const before = readFileSync(index, 'utf8');
  node('src/plugins/generate-index.ts');
  expect(readFileSync(index, 'utf8'), 'npm run generate').toBe(before);

  writeFileSync(path.join(copy, 'src/policies/built-in/brand-new.ts'), NEW);
  node('src/plugins/generate-index.ts');
  expect(node('src/cli/cli.ts', 'policy', 'list')).toMatch(/^brand-new +- +nobody /m);
  expect(node('src/cli/cli.ts', 'policy', 'test', 'brand-new')).toContain('It conforms: 9 properties hold.');
  const run = ['run', 'scenarios/thread.scn', '--policy', 'linux,brand-new', '--out', 'out'];
  expect(node('src/cli/cli.ts', ...run)).toMatch(/^brand-new .*0x7fff_?4000_?0000/m);
});

const EXAMPLES = ['src/language/services/snippets.ts', 'src/web/page/policy-ticks.ts'];

it('no file outside built-in/ names a policy, but for the baseline and the bounds', () => {
  const ids = BUILT_IN.map(({ id }) => id).filter((id) => !SPECIAL.includes(id));
  const naming = sourceFiles('src', 'grammar')
    .filter(({ path: file }) => !file.includes('/built-in/') && !file.endsWith('index.generated.ts'))
    // Examples in help texts and snippets, and what the page shows first, are no dependency.
    .filter(({ path: file }) => !EXAMPLES.includes(file))
    .flatMap(({ path: file, text }) =>
      ids.filter((id) => text.includes(`'${id}'`)).map((id) => `${file}: ${id}`),
    );
  expect(naming).toEqual([]);
});

it('a policy has one file of its own, and uses nothing that policy-lab does not export', () => {
  const files = readdirSync(path.join(ROOT, 'src/policies/built-in'));
  expect(files.sort()).toEqual(BUILT_IN.map(({ id }) => `${id}.ts`).sort());
  const lists = ['src/index.ts', 'src/policies/policy-library.ts'];
  const exported = new Set(
    lists.flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').match(/\w+/g) ?? []),
  );
  const foreign = sourceFiles('src/policies/built-in').flatMap(({ path: file, text }) =>
    [...text.matchAll(/^import (?:type )?\{([^}]*)\} from/gm)]
      .flatMap(([, names]) => names!.split(',').map((name) => name.replace(/\btype\b/, '').trim()))
      .filter((name) => name !== '' && !exported.has(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(foreign).toEqual([]);
});

it('the page on adding a policy knows every property that policies are held to', () => {
  const page = readFileSync(path.join(ROOT, 'docs/adding-a-policy.md'), 'utf8');
  expect(PROPERTIES.map(({ id }) => id).filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
