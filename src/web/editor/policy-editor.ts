import { javascript } from '@codemirror/lang-javascript';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { highlighting } from './highlight.ts';
import { inTheDark } from './in-the-dark.ts';

/** The editor of the page's own policy: JavaScript. */
export class PolicyEditor {
  readonly #view: EditorView;

  constructor(parent: HTMLElement, changed: (source: string) => void) {
    this.#view = new EditorView({
      parent,
      extensions: [
        basicSetup,
        javascript(),
        highlighting,
        inTheDark(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Your policy, JavaScript', spellcheck: 'false' }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) changed(state.doc.toString());
        }),
      ],
    });
  }

  get source(): string {
    return this.#view.state.doc.toString();
  }

  /** Puts another source in place of all. */
  replace(source: string): void {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: source } });
  }
}
