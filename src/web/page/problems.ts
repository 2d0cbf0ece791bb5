import type { Diagnostic } from '../../language/diagnostic.ts';
import { renderDiagnostics } from '../../language/render/text.ts';
import { element } from './element.ts';

/** Most problems that are shown below the editor; the editor marks them all. */
const SHOWN = 20;

/** The mistakes of a text as the command line shows them: the line, carets under the place, the mend. */
export function problemsView(
  diagnostics: readonly Diagnostic[],
  file: string,
  text: string,
  go: (offset: number) => void,
): HTMLElement[] {
  const texts = new Map([[file, text]]);
  const shown = diagnostics.filter(({ severity }) => severity !== 'info').slice(0, SHOWN);
  return shown.map((diagnostic) => {
    const { severity, span } = diagnostic;
    const button = element(
      'button',
      { type: 'button', class: `problem ${severity}`, title: 'Go there' },
      renderDiagnostics([diagnostic], texts).trimEnd().replaceAll(`--> ${file}:`, '--> line '),
    );
    button.addEventListener('click', () => go(span.file === file ? span.start : 0));
    return button;
  });
}
