import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.ts';

/** A wrong line that gives a diagnostic, and what its hint says then. */
export interface DiagnosticExample {
  /** `«»` marks the place of the caret. */
  readonly text: string;
  readonly hint: string;
}

/** The example of a code in docs/diagnostics.md, which the tests run; undefined where the page has none. */
export function diagnosticExample(code: string): DiagnosticExample | undefined {
  const page = readFileSync(path.join(packageRoot(), 'docs/diagnostics.md'), 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| ${code} |`));
  const [, , , , text, hint] = (row ?? '')
    .split(/(?<!\\)\|/)
    .map((field) => field.trim().replace(/\\\|/g, '|'));
  if (!text || !hint) return undefined;
  return { text: text.replace(/^`+ ?| ?`+$/g, ''), hint };
}
