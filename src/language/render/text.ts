import type { Span } from '../checked-scenario.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { excerpt } from './excerpt.ts';
import { type Lines, linesOf, lineText, positionOf } from './lines.ts';
import { visible } from './visible.ts';

/** Texts by file name, as the spans of diagnostics name them. */
export type SourceTexts = ReadonlyMap<string, string>;

/** Nobody reads more, and a file that is none of ours has one for each of its words. */
const MOST_SHOWN = 1000;

/**
 * Diagnostics as a terminal shows them: severity, code and message, `file:line:column`, the line itself with a caret
 * span below, related places, and the hint. No colours.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], texts: SourceTexts): string {
  const lines = new Map<string, Lines>();
  const of = (file: string) => {
    const known = lines.get(file) ?? linesOf(texts.get(file) ?? '');
    lines.set(file, known);
    return known;
  };
  const shown = diagnostics.slice(0, MOST_SHOWN).map((diagnostic) => render(diagnostic, of));
  const more = diagnostics.length - MOST_SHOWN;
  return (more > 0 ? [...shown, `… and ${more} more; mend these first\n`] : shown).join('\n');
}

function render(
  { code, severity, message, hint, span, related }: Diagnostic,
  of: (file: string) => Lines,
): string {
  return [
    `${severity}[${code}]: ${visible(message)}`,
    ...place(span, of(span.file)),
    ...related.flatMap((other) => [
      `  ${visible(other.message)}:`,
      ...place(other.span, of(other.span.file)),
    ]),
    `  hint: ${visible(hint)}`,
    '',
  ].join('\n');
}

/** `--> file:line:column`, the line, and the carets. A span over several lines is marked on its first. */
function place(span: Span, lines: Lines): string[] {
  const from = positionOf(lines, span.start);
  const to = positionOf(lines, span.end);
  const text = lineText(lines, from.line);
  const end = to.line === from.line ? to.column : text.length + 1;
  const shown = excerpt(text, from.column, end);
  const number = String(from.line);
  const margin = ' '.repeat(number.length);
  return [
    `  --> ${visible(span.file)}:${from.line}:${from.column}`,
    `  ${number} | ${shown.line}`,
    `  ${margin} | ${shown.carets}`,
  ];
}
