import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic as ProtocolDiagnostic,
  type Range,
} from 'vscode-languageserver/node';
import type { Diagnostic } from '../language/diagnostic.ts';
import { fixesOf } from '../language/fixes/fixes.ts';
import { SEVERITIES } from './kinds.ts';
import type { Places } from './places.ts';
import type { Checked } from './workspace.ts';

/** The diagnostics of a document's own text; those of files that it includes stand at the include. */
export function protocolDiagnostics({ file, result, places }: Checked): ProtocolDiagnostic[] {
  return result.diagnostics
    .filter(({ span }) => span.file === file)
    .map((diagnostic) => protocolDiagnostic(diagnostic, places));
}

function protocolDiagnostic(
  { code, severity, message, hint, span, related }: Diagnostic,
  places: Places,
): ProtocolDiagnostic {
  return {
    range: places.range(span),
    severity: SEVERITIES[severity],
    code,
    source: 'policy-lab',
    message: `${message}\n${hint}`,
    relatedInformation: related.map((other) => ({
      location: places.location(other.span),
      message: other.message,
    })),
  };
}

/** The mends of the diagnostics in a range. */
export function codeActions({ file, result, places }: Checked, range: Range): CodeAction[] {
  return result.diagnostics
    .filter(({ span }) => span.file === file && touches(places.range(span), range))
    .flatMap((diagnostic) =>
      fixesOf(diagnostic).map(({ title, edits }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [protocolDiagnostic(diagnostic, places)],
        edit: places.workspaceEdit(edits),
      })),
    );
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
