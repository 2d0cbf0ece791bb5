import { tokenize } from '../../../grammar/lexer.ts';
import type { Span } from '../checked-scenario.ts';
import type { Document } from './document.ts';
import type { NameUse } from './names.ts';
import { definitionOf, nameAt, namesInSight, usesOf } from './resolve.ts';

/** A piece of a text and what takes its place. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Edits that give a name another spelling everywhere, or why that cannot be. */
export type Renamed = { readonly edits: readonly TextEdit[] } | { readonly reason: string };

/** The name that can be renamed at an offset, without quotes or `$`. */
export function renameSpan(document: Document, offset: number): Span | undefined {
  const name = nameAt(document, offset);
  const definition = name && definitionOf(document, name);
  return name && definition && isOwnName(definition) ? inner(name) : undefined;
}

/** Renames what the name at an offset stands for. Regions of BARs keep their names: they are numbers. */
export function renameAt(document: Document, offset: number, to: string): Renamed {
  const name = nameAt(document, offset);
  const definition = name && definitionOf(document, name);
  if (!name || !definition) return { reason: 'there is no name of this file here' };
  if (!isOwnName(definition)) return { reason: 'the name of a BAR is its number' };
  const wanted = to.replace(/^\$/, '');
  const reason = spellingProblem(definition, wanted) ?? clash(document, definition, wanted);
  if (reason !== undefined) return { reason };
  const text = definition.kind === 'scenario' ? wanted.replace(/(["\\])/g, '\\$1') : wanted;
  return { edits: usesOf(document, name).map((use) => ({ span: inner(use), text })) };
}

/** Whether a name is written as it is, and not made of a number. */
function isOwnName({ kind, text, span }: NameUse): boolean {
  return kind !== 'region' || span.end - span.start === text.length;
}

/** A name's letters: without the quotes of a scenario's name, without the `$` of a variable's use. */
function inner({ kind, gives, span }: NameUse): Span {
  if (kind === 'scenario') return { ...span, start: span.start + 1, end: span.end - 1 };
  return kind === 'variable' && !gives ? { ...span, start: span.start + 1 } : span;
}

function spellingProblem({ kind }: NameUse, to: string): string | undefined {
  if (kind === 'scenario') return /[\r\n]/.test(to) ? 'a name stands on one line' : undefined;
  const { tokens, errors } = tokenize(to);
  const [token] = tokens;
  const isName =
    tokens.length === 1 && errors.length === 0 && token?.image === to && isNameToken(token.tokenType);
  if (!isName)
    return `'${to}' is no name: letters, digits, _, and - between them, and no word of the language`;
  return kind === 'variable' && to.includes('-') ? 'a variable has no - in its name' : undefined;
}

function isNameToken({ name, CATEGORIES }: { name: string; CATEGORIES?: { name: string }[] }): boolean {
  return name === 'Identifier' || (CATEGORIES ?? []).some((category) => category.name === 'Name');
}

/** A name of the same kind that is already in sight. */
function clash(document: Document, { kind, span, owner, text }: NameUse, to: string): string | undefined {
  const kinds = kind === 'device' || kind === 'file' ? (['device', 'file'] as const) : [kind];
  if (to === text) return undefined;
  const known = namesInSight(document, span.start, kinds).some(
    (other) => other.text === to && (kind !== 'region' || other.owner === owner),
  );
  return known ? `there is a ${kind} '${to}' already` : undefined;
}
