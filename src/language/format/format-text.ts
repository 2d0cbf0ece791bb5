import { parseTree } from '../../../grammar/parse.ts';
import { type Diagnostic, reportInto } from '../diagnostic.ts';
import { reportSyntax } from '../syntax/syntax.ts';
import { layOut } from './lines.ts';
import { print } from './print.ts';
import { formatTree } from './words.ts';

/** A formatted text, or the mistakes of form that kept it from being formatted. */
export type Formatted = { readonly text: string } | { readonly errors: readonly Diagnostic[] };

/**
 * Formats a scenario file. Comments, their order and empty lines (one at most) stay; only blanks, line breaks inside
 * members that fit one line, and the spelling of addresses change. A text with a mistake of form is left alone.
 * @param file - the name for places in diagnostics.
 */
export function formatText(file: string, text: string): Formatted {
  const parsed = parseTree(text);
  const errors: Diagnostic[] = [];
  reportSyntax(file, text, parsed, reportInto(errors));
  if (errors.length > 0) return { errors };
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
  return { text: print(layOut(formatTree(text, parsed)), lineEnd) };
}
