import type { EditorView, Tooltip } from '@codemirror/view';
import { markdownView } from '../page/markdown.ts';
import type { LanguageThread } from '../threads/language-thread.ts';

/** What the place under the pointer means. */
export async function hover(view: EditorView, at: number, language: LanguageThread): Promise<Tooltip | null> {
  const text = view.state.doc.toString();
  const found = await language.ask('hover', text, at);
  if (!found || view.state.doc.toString() !== text) return null;
  return {
    pos: found.span.start,
    end: found.span.end,
    above: true,
    create: () => ({ dom: markdownView(found.markdown) }),
  };
}
