import type { Span } from '../checked-scenario.ts';
import type { Document } from './document.ts';
import { expectedAt } from './expected.ts';
import { namesFor } from './name-completions.ts';
import { SNIPPETS } from './snippets.ts';
import { WORD_MEANINGS } from './word-meanings.ts';

/** What a completion is; editors show an icon for it. */
export type CompletionKind =
  | 'keyword'
  | 'machine'
  | 'device'
  | 'file'
  | 'region'
  | 'mapping'
  | 'variable'
  | 'policy'
  | 'option'
  | 'metric'
  | 'value'
  | 'unit'
  | 'snippet';

/** One proposal. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line, Markdown. */
  readonly detail: string;
  /** What is written, where that is not the label. With `${1:name}` holes, in the form of the protocol, for snippets. */
  readonly insert?: string;
}

/** The proposals for a place, and the word there that they replace. Not filtered by that word. */
export interface Completions {
  readonly items: readonly Completion[];
  readonly replace: Span;
}

/** What can be written at an offset: words of the language, names in sight, values, units. */
export function completionsAt(document: Document, offset: number): Completions {
  const { tokens, before, start } = expectedAt(document, offset);
  const replace = { file: document.file, start, end: offset };
  const written = document.text.slice(start, offset);
  const number = /^\d[\d_]*[KMGTP]?$/.exec(written);
  if (number) return { items: units(written.replace(/[KMGTP]$/, '')), replace };
  const items = tokens.flatMap((token): Completion[] => {
    const word = /^'([\w]+)'$/.exec(token.label)?.[1];
    if (word !== undefined)
      return [...(SNIPPETS[word] ?? []), { label: word, kind: 'keyword', detail: WORD_MEANINGS[word] ?? '' }];
    return namesFor(document, offset, token, before);
  });
  return { items: unique(items), replace };
}

const UNITS = [
  ['K', 'KiB'],
  ['M', 'MiB'],
  ['G', 'GiB'],
  ['T', 'TiB'],
] as const;

function units(digits: string): Completion[] {
  return UNITS.map(([unit, name]) => ({
    label: `${digits}${unit}`,
    kind: 'unit',
    detail: `${digits} ${name}`,
  }));
}

function unique(items: readonly Completion[]): Completion[] {
  return [...new Map(items.map((item) => [`${item.kind} ${item.label}`, item])).values()];
}
