import type { Diagnostic } from '../diagnostic.ts';
import { LANGUAGE_VERSION } from '../syntax/header.ts';
import type { TextEdit } from './rename.ts';

/** A mend that an editor offers for a diagnostic. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What a diagnostic's hint proposes, as edits; empty where it only explains. */
export function quickFixes({ code, span, hint }: Diagnostic): QuickFix[] {
  switch (code) {
    case 'PL1005':
      return [
        insert(
          `begin the file with 'language ${LANGUAGE_VERSION}'`,
          { ...span, start: 0, end: 0 },
          `language ${LANGUAGE_VERSION}\n\n`,
        ),
      ];
    case 'PL1006':
      return [replace(span, LANGUAGE_VERSION)];
    case 'PL1016':
      return [replace(span, '==')];
    case 'PL1002':
      return /add '}'$/.test(hint) ? [insert("add '}'", { ...span, start: span.end }, '\n}\n')] : [];
    case 'PL3003':
    case 'PL3007':
    case 'PL3021':
    case 'PL4003':
    case 'PL4004':
    case 'PL4008':
      return alternatives(hint).map((text) => replace(span, text));
    default: {
      const meant = /^did you mean '([^']+)'\?$/.exec(hint)?.[1];
      return meant === undefined ? [] : [replace(span, meant)];
    }
  }
}

function replace(span: Diagnostic['span'], text: string): QuickFix {
  return { title: `write '${text}'`, edits: [{ span, text }] };
}

function insert(title: string, span: Diagnostic['span'], text: string): QuickFix {
  return { title, edits: [{ span, text }] };
}

/** `use 0x1000 or 0x2000`: the numbers that a hint offers. */
function alternatives(hint: string): string[] {
  const pair = /\b(0x[\da-f_]+|\d+[KMGTP]?) or (0x[\da-f_]+|\d+[KMGTP]?)\b/.exec(hint);
  return pair ? [pair[1]!, pair[2]!] : [];
}
