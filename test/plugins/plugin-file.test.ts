import { expect, it } from 'vitest';
import { PluginError } from '../../src/plugins/plugin-error.ts';
import { pluginFile } from '../../src/plugins/plugin-file.ts';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from '../lab/temporary-folder.ts';

const POLICY = "export default { id: 'from-afar', needs: [], propose: () => [] };\n";
const PACKAGES = {
  'node_modules/some-policy/package.json':
    '{ "name": "some-policy", "type": "module", "exports": { "import": "./main.js" } }',
  'node_modules/some-policy/main.js': POLICY,
  'node_modules/@kernel/policy/package.json': '{ "name": "@kernel/policy", "main": "index.cjs" }',
  'node_modules/@kernel/policy/index.cjs':
    "module.exports = { id: 'scoped', needs: [], propose: () => [] };\n",
};

it('a package is found from the current folder, whatever its form', async () => {
  const cwd = temporaryFolder(PACKAGES);
  expect(await pluginFile('some-policy', cwd)).toBe(`${cwd}/node_modules/some-policy/main.js`);
  expect(await pluginFile('@kernel/policy', cwd)).toBe(`${cwd}/node_modules/@kernel/policy/index.cjs`);
});

it('a file goes before a package', async () => {
  const cwd = temporaryFolder({ ...PACKAGES, 'some-policy': POLICY });
  expect(await pluginFile('some-policy', cwd)).toBe(`${cwd}/some-policy`);
  expect(await pluginFile('./x.js', cwd)).toBe(`${cwd}/x.js`);
});

it('what is neither is said, with both mends', async () => {
  const wanted = pluginFile('no-such-policy', temporaryFolder());
  await expect(wanted).rejects.toBeInstanceOf(PluginError);
  await expect(wanted).rejects.toMatchObject({
    hint: expect.stringContaining('npm install no-such-policy'),
  });
});

it('packages are listed with the others', async () => {
  const cwd = temporaryFolder(PACKAGES);
  const { code, out } = await runCli(cwd, [
    'policy',
    'list',
    '--plugin',
    'some-policy',
    '--plugin',
    '@kernel/policy',
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/^from-afar /m);
  expect(out).toMatch(/^scoped /m);
});

it.each([
  ['apiVersion: 2', /API version 2, and this policy-lab has version 1[\s\S]*newer policy-lab/],
  ["apiVersion: 'one'", /API version 'one'[\s\S]*apiVersion: 1/],
  ["claims: { congruentTo: 'luck' }", /congruent to 'luck'/],
  ["claims: { congruentTo: 'pfn', kinds: ['gpu'] }", /the kinds 'gpu'/],
])('a definition with %s is refused', async (field, message) => {
  const cwd = temporaryFolder({
    'odd.js': `export default { id: 'odd', ${field}, needs: [], propose: () => [] };`,
  });
  const { code, err } = await runCli(cwd, ['policy', 'list', '--plugin', './odd.js']);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});
