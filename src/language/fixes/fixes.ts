import type { Diagnostic } from '../diagnostic.ts';
import type { TextEdit } from '../services/rename.ts';
import { LANGUAGE_VERSION } from '../syntax/header.ts';
import { isMisspelling } from './misspelling.ts';

/** `safe`: nothing else can be meant, and `policy-lab fix` writes it. `suggestion`: a person decides. */
export type Confidence = 'safe' | 'suggestion';

/** A mend of a diagnostic, as edits of the text. */
export interface Fix {
  readonly title: string;
  readonly confidence: Confidence;
  readonly edits: readonly TextEdit[];
}

/** What a diagnostic's hint proposes, as edits; empty where it only explains. */
export function fixesOf(diagnostic: Diagnostic): Fix[] {
  const { code, span, hint } = diagnostic;
  switch (code) {
    case 'PL1002':
      return /add '}'$/.test(hint)
        ? [insert("add '}'", { ...span, start: span.end }, '\n}\n', 'suggestion')]
        : [];
    case 'PL1003':
      return strayFixes(span, hint);
    case 'PL1005':
      return [headerFix(span)];
    case 'PL1006':
      return [replace(span, LANGUAGE_VERSION, 'suggestion')];
    case 'PL1020':
      return [replace(span, LANGUAGE_VERSION, 'safe')];
    case 'PL1007':
      return written(hint).map((text) =>
        replace(span, text, hint.startsWith('sizes') ? 'safe' : 'suggestion'),
      );
    case 'PL1012':
      return [insert("write '+ '", { ...span, start: span.end }, ' ', 'safe')];
    case 'PL1016':
      return [replace(span, '==', 'safe')];
    case 'PL2025':
    case 'PL2026':
    case 'PL2027':
    case 'PL3010':
      return written(hint).map((text) => replace(span, text.replace(/^mmap /, ''), 'suggestion'));
    case 'PL3003':
    case 'PL3007':
    case 'PL3017':
    case 'PL3021':
    case 'PL4003':
    case 'PL4004':
    case 'PL4008':
    case 'PL4017':
      return numbers(hint).map((text) => replace(span, text, 'suggestion'));
    default:
      return nameFixes(diagnostic);
  }
}

/** `did you mean 'x'?`: safe where there is one such name and the word is plainly a misspelling of it. */
function nameFixes({ code, span, message, hint }: Diagnostic): Fix[] {
  const question = /^did you mean (.*)\?$/.exec(hint)?.[1];
  if (question === undefined) return [];
  const names = quoted(question);
  const sure = names.length === 1 && quoted(message).some((word) => isMisspelling(word, names[0]!));
  const sign = code === 'PL2005' ? '$' : '';
  return names.map((name) => replace(span, sign + name, sure ? 'safe' : 'suggestion'));
}

/** Signs of other languages: `;` at an end, a dash, `//`. */
function strayFixes(span: Diagnostic['span'], hint: string): Fix[] {
  if (hint.startsWith('statements need no end mark'))
    return [{ title: 'remove it', confidence: 'safe', edits: [{ span, text: '' }] }];
  if (hint.startsWith('this is a dash')) return [replace(span, '-', 'safe')];
  return hint === 'a comment begins with #' ? [replace(span, '#', 'suggestion')] : [];
}

function headerFix(span: Diagnostic['span']): Fix {
  const line = `language ${LANGUAGE_VERSION}`;
  return insert(`begin the file with '${line}'`, { ...span, start: 0, end: 0 }, `${line}\n\n`, 'safe');
}

function replace(span: Diagnostic['span'], text: string, confidence: Confidence): Fix {
  return { title: `write '${text}'`, confidence, edits: [{ span, text }] };
}

function insert(title: string, span: Diagnostic['span'], text: string, confidence: Confidence): Fix {
  return { title, confidence, edits: [{ span, text }] };
}

/** `write '8M'`: what a hint says to write. */
function written(hint: string): string[] {
  const text = /\bwrite '([^']+)'/.exec(hint)?.[1];
  return text === undefined ? [] : [text];
}

function quoted(text: string): string[] {
  return [...text.matchAll(/'([^']+)'/g)].map(([, word]) => word!);
}

/** `use 0x1000 or 0x2000`, `below is 0x1000, above is 0x2000`: the numbers that a hint offers. */
function numbers(hint: string): string[] {
  const number = String.raw`(0x[\da-f_]+|\d+[KMGTP]?)\b`;
  const pair = new RegExp(`\\b${number}(?: or |, above is )${number}`).exec(hint);
  if (pair) return [pair[1]!, pair[2]!];
  const one = new RegExp(`\\buse ${number}`).exec(hint);
  return one ? [one[1]!] : [];
}
