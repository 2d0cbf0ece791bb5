import {
  type CodeLens,
  type CompletionList,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  type InlayHint,
  InsertTextFormat,
  type Location,
  MarkupKind,
  type DocumentSymbol as ProtocolSymbol,
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  SymbolKind,
  type TextEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import type { Span } from '../language/checked-scenario.ts';
import { codeLenses } from '../language/services/code-lenses.ts';
import { completionsAt } from '../language/services/completion.ts';
import { type Document, pathNamed } from '../language/services/document.ts';
import { folds } from '../language/services/folding.ts';
import { formattingEdits } from '../language/services/formatting.ts';
import { hoverAt } from '../language/services/hover.ts';
import { inlayHints } from '../language/services/inlay-hints.ts';
import { definitionOf, nameAt, usesOf } from '../language/services/resolve.ts';
import { semanticTokens, TOKEN_KINDS } from '../language/services/semantic-tokens.ts';
import { type DocumentSymbol, documentSymbols, workspaceSymbols } from '../language/services/symbols.ts';
import { COMPLETION_ICONS, SYMBOL_ICONS } from './kinds.ts';
import type { Places } from './places.ts';
import { fileOf } from './uris.ts';
import type { Checked } from './workspace.ts';

/** Completions, each with the edit that it makes. */
export function completionList({ document, places }: Checked, offset: number): CompletionList {
  const { items, replace } = completionsAt(document, offset);
  const range = places.range(replace);
  return {
    isIncomplete: /^\d/.test(document.text.slice(replace.start, replace.end)),
    items: items.map(({ label, kind, detail, insert }) => ({
      label,
      kind: COMPLETION_ICONS[kind],
      documentation: { kind: MarkupKind.Markdown, value: detail },
      textEdit: { range, newText: insert ?? label },
      filterText: label,
      ...(insert !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    })),
  };
}

export function hover({ document, result, places }: Checked, offset: number): Hover | null {
  const found = hoverAt(document, offset, result.scenarios);
  if (!found) return null;
  const contents = { kind: MarkupKind.Markdown, value: found.markdown };
  return { contents, range: places.range(found.span) };
}

/** The name's place where it is given, in this file or one that it includes; of an include, the file. */
export function definition({ document, places }: Checked, offset: number): Location | null {
  const name = nameAt(document, offset);
  const file = name && pathNamed(document.file, name);
  if (file !== undefined) return places.location({ file, start: 0, end: 0 });
  const found = name && definitionOf(document, name);
  return found ? places.location(found.span) : null;
}

/** Every use of a name, in the files that see the same declaration. @param others - the workspace's documents. */
export function references(
  { document, places }: Checked,
  offset: number,
  others: readonly Document[],
): Location[] {
  return usesEverywhere(document, offset, others).map((span) => places.location(span));
}

/** Spans of every use of the name at an offset, each once. */
export function usesEverywhere(document: Document, offset: number, others: readonly Document[]): Span[] {
  const name = nameAt(document, offset);
  if (!name) return [];
  const target = definitionOf(document, name) ?? name;
  const found = [document, ...others].flatMap((one) => usesOf(one, target).map(({ span }) => span));
  return [...new Map(found.map((span) => [`${span.file} ${span.start}`, span])).values()];
}

export function outline({ document, places }: Checked): ProtocolSymbol[] {
  const convert = ({ name, kind, span, selection, children }: DocumentSymbol): ProtocolSymbol => ({
    name: name === '' ? '""' : name,
    kind: SYMBOL_ICONS[kind] ?? SymbolKind.Variable,
    range: places.range(span),
    selectionRange: places.range(selection),
    children: children.map(convert),
  });
  return documentSymbols(document).map(convert);
}

export function symbols(documents: readonly Document[], query: string, places: Places): WorkspaceSymbol[] {
  return workspaceSymbols(documents, query).map(({ name, kind, selection }) => ({
    name,
    kind: SYMBOL_ICONS[kind] ?? SymbolKind.Variable,
    location: places.location(selection),
  }));
}

export function foldingRanges({ document }: Checked): FoldingRange[] {
  return folds(document).map(({ from, to, kind }) => ({
    startLine: from - 1,
    endLine: to - 1,
    ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
  }));
}

/** Colours, in the protocol's packed form; a token never spans lines. */
export function colours({ document, places }: Checked): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, kind } of semanticTokens(document)) {
    const { line, character } = places.position(document.file, span.start);
    builder.push(line, character, span.end - span.start, TOKEN_KINDS.indexOf(kind), 0);
  }
  return builder.build();
}

export function formatting(uri: string, text: string, { places }: Checked): TextEdit[] {
  return formattingEdits(fileOf(uri), text).map((edit) => places.textEdit(edit));
}

export function hints({ document, result, places }: Checked, from: number, to: number): InlayHint[] {
  return inlayHints(result.scenarios, { file: document.file, start: from, end: to }).map(
    ({ offset, text }) => ({
      position: places.position(document.file, offset),
      label: text,
      paddingLeft: true,
    }),
  );
}

/** Lenses whose commands the editor's extension carries out. */
export function lenses({ document, places }: Checked, uri: string): CodeLens[] {
  return codeLenses(document).map(({ span, title, command, scenario, mapping }) => ({
    range: places.range(span) satisfies Range,
    command: {
      title,
      command: `policy-lab.${command}`,
      arguments: [uri, scenario, ...(mapping === undefined ? [] : [mapping])],
    },
  }));
}
