import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.ts';
import { readText } from './read-text.ts';

/** The dossier of a built-in policy, as Markdown: docs/policies/ID.md of this package. */
export function dossierOf(id: string): string {
  return readFileSync(path.join(packageRoot(), 'docs', 'policies', `${id}.md`), 'utf8');
}

/** The dossier beside a plug-in: `my-policy.md` for `my-policy.js`; undefined where there is none. */
export function dossierBeside(file: string): string | undefined {
  const read = readText(file.replace(/\.\w+$/, '.md'));
  return 'text' in read ? read.text : undefined;
}
