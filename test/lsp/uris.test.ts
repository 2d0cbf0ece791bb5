import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { LIBRARIES, libraryPath } from '../../src/language/library.ts';
import { fileOf, uriOf } from '../../src/lsp/uris.ts';

it('leads from a library to its file in the package', () => {
  for (const name of LIBRARIES) {
    const uri = uriOf(libraryPath(name));
    expect(uri).toMatch(/^file:/);
    expect(existsSync(fileURLToPath(uri))).toBe(true);
  }
});

it('keeps the URI of a text that was never saved', () => {
  expect(uriOf(fileOf('untitled:Untitled-1'))).toBe('untitled:Untitled-1');
});
