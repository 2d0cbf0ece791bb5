import type { Diagnostic as Mark } from '@codemirror/lint';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { element } from '../page/element.ts';
import { EDITED } from '../worker/edited.ts';

/** Diagnostics as the editor marks them; one of another file stands at the beginning. */
export function marksOf(diagnostics: readonly Diagnostic[], length: number): Mark[] {
  return diagnostics.map(({ code, severity, message, hint, span }) => {
    const here = span.file === EDITED;
    const from = here ? Math.min(span.start, length) : 0;
    const to = here ? Math.min(Math.max(span.end, span.start + 1), length) : 0;
    return {
      from: Math.min(from, to),
      to,
      severity,
      source: code,
      message: `${message}\n${hint}`,
      renderMessage: () =>
        element('div', {}, element('div', {}, message), element('div', { class: 'hint' }, `Hint: ${hint}`)),
    };
  });
}
