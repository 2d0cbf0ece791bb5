import type { Code } from '../catalogue.ts';
import type { Span } from '../checked-scenario.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type Confidence, fixesOf } from '../fixes/fixes.ts';
import { linesOf, type Position, positionOf } from './lines.ts';
import type { SourceTexts } from './text.ts';

/** A place for programs: offsets from 0, lines and columns from 1; the end is exclusive. */
export interface PlaceObject {
  readonly file: string;
  readonly start: Position & { readonly offset: number };
  readonly end: Position & { readonly offset: number };
}

/** A mend for programs. */
export interface FixObject {
  readonly title: string;
  readonly confidence: Confidence;
  readonly edits: readonly (PlaceObject & { readonly text: string })[];
}

/** A diagnostic for programs. */
export interface DiagnosticObject extends PlaceObject {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly related: readonly (PlaceObject & { readonly message: string })[];
  readonly fixes: readonly FixObject[];
}

/** Diagnostics as plain objects, ready for JSON. */
export function diagnosticObjects(
  diagnostics: readonly Diagnostic[],
  texts: SourceTexts,
): DiagnosticObject[] {
  const place = placer(texts);
  return diagnostics.map((diagnostic) => {
    const { code, severity, message, hint, span, related } = diagnostic;
    return {
      code,
      severity,
      message,
      hint,
      ...place(span),
      related: related.map((other) => ({ message: other.message, ...place(other.span) })),
      fixes: fixesOf(diagnostic).map(({ title, confidence, edits }) => ({
        title,
        confidence,
        edits: edits.map((edit) => ({ text: edit.text, ...place(edit.span) })),
      })),
    };
  });
}

function placer(texts: SourceTexts): (span: Span) => PlaceObject {
  const lines = new Map([...texts].map(([file, text]) => [file, linesOf(text)]));
  return ({ file, start, end }) => {
    const known = lines.get(file) ?? linesOf('');
    return {
      file,
      start: { offset: start, ...positionOf(known, start) },
      end: { offset: end, ...positionOf(known, end) },
    };
  };
}

/** A diagnostic, or a whole file that cannot be read, which has neither code nor place. */
export type Finding = DiagnosticObject | FileFinding;

/** A file that cannot be read. */
export interface FileFinding {
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly file: string;
}
