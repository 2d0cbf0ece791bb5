import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.ts';

/** The dossier of a built-in policy, as Markdown: docs/policies/ID.md of this package. */
export function dossierOf(id: string): string {
  return readFileSync(path.join(packageRoot(), 'docs', 'policies', `${id}.md`), 'utf8');
}
