import type { Diagnostic } from './diagnostic.ts';

/**
 * Diagnostics by place: the file that was asked for first, then the others by name. A second one of the same code at
 * the same place (a device that several scenarios look at) is left out.
 */
export function inOrder(diagnostics: readonly Diagnostic[], file: string): Diagnostic[] {
  const seen = new Set<string>();
  const fresh = diagnostics.filter(({ code, span }) => {
    const key = `${code} ${span.file} ${span.start} ${span.end}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return fresh.sort((a, b) => byPlace(a, b, file));
}

function byPlace(a: Diagnostic, b: Diagnostic, file: string): number {
  if (a.span.file !== b.span.file) {
    if (a.span.file === file) return -1;
    if (b.span.file === file) return 1;
    return a.span.file < b.span.file ? -1 : 1;
  }
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1);
}
