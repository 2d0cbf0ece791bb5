import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The editor's own parts (lists, panels) in light or dark, as the reader's system has it when the page opens. */
export function inTheDark(): Extension {
  return EditorView.darkTheme.of(window.matchMedia('(prefers-color-scheme: dark)').matches);
}
