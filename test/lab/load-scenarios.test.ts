import { expect, it } from 'vitest';
import { type LoadedScenarios, loadScenarios } from '../../src/lab/load-scenarios.ts';
import { sha256 } from '../../src/lab/read-text.ts';
import { DEFAULT_BUDGETS } from '../../src/language/budgets.ts';
import { checkSettings } from '../../src/metrics/check-settings.ts';
import { BUILT_IN } from '../../src/policies/registry.ts';
import { temporaryFolder } from './temporary-folder.ts';

const settings = checkSettings(BUILT_IN, DEFAULT_BUDGETS);

function loaded(files: Readonly<Record<string, string | Uint8Array>>, ...names: string[]): LoadedScenarios {
  return loadScenarios(names, settings, temporaryFolder(files));
}

const scenario = (name: string) => `language 1\nscenario "${name}" { a = mmap anon of 2M }\n`;

it('reads scenarios and what they include, and keeps texts and hashes of all', () => {
  const include = 'language 1\nfile model { fs ext4 size 1G }\n';
  const main = 'language 1\ninclude "parts/files.scn"\nscenario "s" { a = mmap model }\n';
  const { scenarios, diagnostics, texts, hashes } = loaded(
    { 'm.scn': main, 'parts/files.scn': include },
    'm.scn',
  );
  expect(diagnostics).toEqual([]);
  expect(scenarios.map(({ name }) => name)).toEqual(['s']);
  expect(texts.get('parts/files.scn')).toBe(include);
  expect(hashes.get('m.scn')).toBe(sha256(main));
});

it('gives one clear line for a file that is missing, a folder, empty, or not UTF-8', () => {
  const files = { 'empty.scn': ' \n', 'latin.scn': new Uint8Array([0x6c, 0xe9, 0x0a]), 'dir.scn/x': '' };
  const { problems, scenarios } = loaded(files, 'gone.scn', 'empty.scn', 'latin.scn', 'dir.scn');
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'gone.scn: no such file',
    'empty.scn: it is empty',
    'latin.scn: it is not UTF-8 text',
    'dir.scn: it is a folder',
  ]);
  expect(scenarios).toEqual([]);
});

it('does not mind a byte-order mark', () => {
  const { scenarios, diagnostics } = loaded({ 'a.scn': `\ufeff${scenario('s')}` }, 'a.scn');
  expect(diagnostics).toEqual([]);
  expect(scenarios).toHaveLength(1);
});

it('reports an include that is missing at its place, and goes on', () => {
  const { diagnostics } = loaded(
    { 'a.scn': `language 1\ninclude "gone.scn"\nscenario "s" { a = mmap anon of 2M }\n` },
    'a.scn',
  );
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['PL6001', "cannot read 'gone.scn': no such file"],
  ]);
});

it('wants scenario names to be unique over all files, and shows both places', () => {
  const { diagnostics } = loaded(
    { 'a.scn': scenario('s'), 'b.scn': scenario('s'), 'c.scn': scenario('t') },
    'a.scn',
    'b.scn',
    'c.scn',
  );
  expect(diagnostics).toMatchObject([
    { code: 'PL2008', severity: 'error', span: { file: 'b.scn' }, related: [{ span: { file: 'a.scn' } }] },
  ]);
});

it('says a mistake of an included file once, however many include it', () => {
  const part = 'language 1\nfile model { fs ext5 size 1G }\n';
  const user = (name: string) =>
    `language 1\ninclude "part.scn"\nscenario "${name}" { a = mmap anon of 2M }\n`;
  const { diagnostics } = loaded(
    { 'part.scn': part, 'a.scn': user('a'), 'b.scn': user('b') },
    'a.scn',
    'b.scn',
  );
  expect(diagnostics.filter(({ code }) => code === 'PL2011')).toHaveLength(1);
});
