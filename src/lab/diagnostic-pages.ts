import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Code } from '../language/catalogue.ts';
import { packageRoot } from './package-root.ts';

/** The page of a diagnostic, as Markdown: docs/diagnostics/CODE.md of this package. */
export function pageOfCode(code: Code): string {
  return readFileSync(path.join(packageRoot(), 'docs', 'diagnostics', `${code}.md`), 'utf8');
}
