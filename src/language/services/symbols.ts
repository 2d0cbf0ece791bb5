import type { Span } from '../checked-scenario.ts';
import type { DocumentText } from './document.ts';
import type { NameKind, NameUse } from './names.ts';

/** A construct with a name, and what stands inside it. */
export interface DocumentSymbol {
  readonly name: string;
  readonly kind: NameKind;
  /** The whole construct, and the name in it. */
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

const SHOWN: ReadonlySet<NameKind> = new Set([
  'machine',
  'device',
  'file',
  'region',
  'scenario',
  'mapping',
  'variable',
]);

/** The outline of a text: declarations with their regions, scenarios with their variables and mappings. */
export function documentSymbols({ names }: DocumentText): DocumentSymbol[] {
  const given = names
    .filter(({ gives, kind, whole }) => gives && whole && SHOWN.has(kind))
    .sort((a, b) => a.whole!.start - b.whole!.start || b.whole!.end - a.whole!.end);
  return nested(given, 0, given.length);
}

/** Symbols of a stretch of sorted names; those inside another's construct are its children. */
function nested(given: readonly NameUse[], from: number, to: number): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  for (let index = from; index < to; ) {
    const { text, kind, span, whole } = given[index]!;
    let end = index + 1;
    while (end < to && given[end]!.whole!.end <= whole!.end && given[end]!.whole!.start > whole!.start) end++;
    symbols.push({
      name: text,
      kind,
      span: whole!,
      selection: span,
      children: nested(given, index + 1, end),
    });
    index = end;
  }
  return symbols;
}

/** The declarations and scenarios of some texts whose names hold a query's letters in order. */
export function workspaceSymbols(texts: readonly DocumentText[], query: string): DocumentSymbol[] {
  return texts
    .flatMap((text) => documentSymbols(text))
    .filter(({ name }) => holdsInOrder(name.toLowerCase(), query.toLowerCase()));
}

function holdsInOrder(name: string, letters: string): boolean {
  let at = -1;
  return [...letters].every((letter) => {
    at = name.indexOf(letter, at + 1);
    return at >= 0;
  });
}
