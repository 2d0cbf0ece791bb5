import {
  type CompletionContext,
  type CompletionResult,
  type Completion as Proposal,
  snippetCompletion,
} from '@codemirror/autocomplete';
import type { Completion } from '../../language/services/completion.ts';
import type { LanguageThread } from '../threads/language-thread.ts';

/** What can be written at the caret, as the language knows it. Asked for by Ctrl-Space, or while a word is typed. */
export async function complete(
  { pos, explicit, state }: CompletionContext,
  language: LanguageThread,
): Promise<CompletionResult | null> {
  const before = state.sliceDoc(Math.max(0, pos - 1), pos);
  if (!explicit && !/[\w.$-]/.test(before)) return null;
  const found = await language.ask('complete', state.doc.toString(), pos);
  if (!found || found.items.length === 0) return null;
  return { from: found.replace.start, options: found.items.map(proposal), validFor: /^[\w.-]*$/ };
}

function proposal({ label, detail, insert }: Completion): Proposal {
  const shown = { label, ...(detail === '' ? {} : { info: plainText(detail) }) };
  if (insert === undefined) return shown;
  // The protocol's last stop, $0, is an empty hole here.
  return snippetCompletion(insert.replaceAll('$0', ['$', '{}'].join('')), shown);
}

/** Markdown without its marks: proposals have one line to say what they are. */
function plainText(markdown: string): string {
  return markdown.replace(/\*\*|`/g, '');
}
