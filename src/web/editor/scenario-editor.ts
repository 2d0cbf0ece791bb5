import { autocompletion } from '@codemirror/autocomplete';
import { forceLinting, linter, lintGutter } from '@codemirror/lint';
import { EditorView, hoverTooltip } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { LanguageThread } from '../threads/language-thread.ts';
import { complete } from './complete.ts';
import { highlighting, scenarioLanguage } from './highlight.ts';
import { hover } from './hover.ts';
import { inTheDark } from './in-the-dark.ts';
import { marksOf } from './marks.ts';

/** What the page is told of the editor. */
export interface EditorListener {
  changed(text: string): void;
  /** The caret went somewhere else, without a change. */
  moved(offset: number): void;
  checked(diagnostics: readonly Diagnostic[], text: string): void;
}

/** The editor of the scenario. */
export class ScenarioEditor {
  readonly #view: EditorView;

  constructor(parent: HTMLElement, text: string, language: LanguageThread, listener: EditorListener) {
    this.#view = new EditorView({
      parent,
      doc: text,
      extensions: [
        basicSetup,
        scenarioLanguage,
        highlighting,
        lintGutter(),
        linter((view) => check(view, language, listener), { delay: 60 }),
        autocompletion({ icons: false, override: [(context) => complete(context, language)] }),
        hoverTooltip((view, at) => hover(view, at, language)),
        inTheDark(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Scenario', spellcheck: 'false' }),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged) listener.changed(state.doc.toString());
          else if (selectionSet) listener.moved(state.selection.main.head);
        }),
      ],
    });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  get caret(): number {
    return this.#view.state.selection.main.head;
  }

  /** Puts another text in place of all; the caret goes to its beginning. */
  replace(text: string): void {
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      scrollIntoView: true,
    });
  }

  /** Puts the text in another form; only what differs is changed, so that the caret stays where it was. */
  reform(text: string): void {
    const before = this.text;
    const most = Math.min(before.length, text.length);
    let from = 0;
    while (from < most && before[from] === text[from]) from++;
    let same = 0;
    while (same < most - from && before.at(-1 - same) === text.at(-1 - same)) same++;
    const changes = { from, to: before.length - same, insert: text.slice(from, text.length - same) };
    this.#view.dispatch({ changes });
  }

  /** Brings a place into view, with the caret. */
  goTo(offset: number): void {
    const anchor = Math.min(offset, this.#view.state.doc.length);
    this.#view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
  }

  focus(): void {
    this.#view.focus();
  }

  /** Checks again: what surrounds the text has changed. */
  recheck(): void {
    forceLinting(this.#view);
  }
}

async function check(view: EditorView, language: LanguageThread, listener: EditorListener) {
  const text = view.state.doc.toString();
  const diagnostics = (await language.ask('check', text)) ?? [];
  if (view.state.doc.toString() === text) listener.checked(diagnostics, text);
  return marksOf(diagnostics, text.length);
}
