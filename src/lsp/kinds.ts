import { CompletionItemKind, DiagnosticSeverity, SymbolKind } from 'vscode-languageserver/node';
import type { Severity } from '../language/diagnostic.ts';
import type { CompletionKind } from '../language/services/completion.ts';
import type { NameKind } from '../language/services/names.ts';

/** Severities of the language in those of the protocol. */
export const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** The icons that editors show beside completions. */
export const COMPLETION_ICONS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  machine: CompletionItemKind.Class,
  device: CompletionItemKind.Struct,
  file: CompletionItemKind.File,
  region: CompletionItemKind.Field,
  mapping: CompletionItemKind.Variable,
  variable: CompletionItemKind.Variable,
  policy: CompletionItemKind.Function,
  option: CompletionItemKind.Property,
  metric: CompletionItemKind.Value,
  value: CompletionItemKind.EnumMember,
  unit: CompletionItemKind.Unit,
  snippet: CompletionItemKind.Snippet,
};

/** The icons that editors show in outlines. */
export const SYMBOL_ICONS: Readonly<Partial<Record<NameKind, SymbolKind>>> = {
  machine: SymbolKind.Class,
  device: SymbolKind.Struct,
  file: SymbolKind.File,
  region: SymbolKind.Field,
  scenario: SymbolKind.Function,
  mapping: SymbolKind.Variable,
  variable: SymbolKind.Constant,
};
