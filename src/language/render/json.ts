import type { Span } from '../checked-scenario.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { linesOf, type Position, positionOf } from './lines.ts';
import type { SourceTexts } from './text.ts';

/** A place for programs: offsets from 0, lines and columns from 1; the end is exclusive. */
export interface PlaceObject {
  readonly file: string;
  readonly start: Position & { readonly offset: number };
  readonly end: Position & { readonly offset: number };
}

/** A diagnostic for programs. */
export interface DiagnosticObject extends PlaceObject {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string;
  readonly related: readonly (PlaceObject & { readonly message: string })[];
}

/** Diagnostics as plain objects, ready for JSON. */
export function diagnosticObjects(
  diagnostics: readonly Diagnostic[],
  texts: SourceTexts,
): DiagnosticObject[] {
  const place = placer(texts);
  return diagnostics.map(({ code, severity, message, hint, span, related }) => ({
    code,
    severity,
    message,
    hint,
    ...place(span),
    related: related.map((other) => ({ message: other.message, ...place(other.span) })),
  }));
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
