import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../lab/temporary-folder.ts';
import { ROOT } from '../scenarios/shipped.ts';

it('packages an extension that loads, with the generated grammar in it', () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'editors/vscode/package.ts'], { cwd: ROOT });
  const files = unzipSync(new Uint8Array(readFileSync(path.join(ROOT, 'dist/policy-lab.vsix'))));
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const manifest: {
    main: string;
    contributes: { grammars: { path: string }[]; languages: { configuration: string }[] };
  } = JSON.parse(text('extension/package.json'));
  const named = [
    manifest.main,
    manifest.contributes.grammars[0]!.path,
    manifest.contributes.languages[0]!.configuration,
  ];
  for (const name of named) expect(Object.keys(files)).toContain(path.posix.join('extension', name));
  expect(text('extension.vsixmanifest')).toContain('Id="policy-lab"');
  const grammar = readFileSync(path.join(ROOT, 'grammar/generated/policy-lab.tmLanguage.json'), 'utf8');
  expect(text('extension/policy-lab.tmLanguage.json')).toBe(grammar);
  // An editor gives the extension its API under the name 'vscode'; a stub is enough for loading.
  const folder = temporaryFolder({ 'extension.js': text('extension/extension.js') });
  mkdirSync(path.join(folder, 'node_modules/vscode'), { recursive: true });
  writeFileSync(path.join(folder, 'node_modules/vscode/index.js'), STUB);
  const program = "console.log(typeof require('./extension.js').activate)";
  const loaded = execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' });
  expect(loaded.trim()).toBe('function');
});

/** Any name of the API is a class with any member. */
const STUB = `const member = () => new Proxy(class {}, { get: (target, key) => (key in target ? target[key] : member()) });
module.exports = new Proxy({ version: '1.91.0' }, { get: (target, key) => target[key] ?? member() });`;
