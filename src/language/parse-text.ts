import { type ParsedText, parseTree } from '../../grammar/parse.ts';
import { buildFileAst } from './build/file.ts';
import { type Diagnostic, reportInto } from './diagnostic.ts';
import type { FileAst } from './file-ast.ts';
import { reportHeader } from './syntax/header.ts';
import { reportSyntax } from './syntax/syntax.ts';

/** A text's syntax tree and what is wrong with its form. */
export interface ParsedFile {
  readonly ast: FileAst;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses one file without looking at what its names mean. Never throws. */
export function parseText(file: string, text: string): ParsedFile {
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics);
  const parsed = parseTree(text);
  reportSyntax(file, text, parsed, report);
  const ast = buildFileAst({ file, report, faults: faultsOf(parsed) }, text, parsed);
  reportHeader(ast, parsed, report);
  return { ast, diagnostics };
}

function faultsOf({ problems, strays, tokens }: ParsedText): number[] {
  const bad = tokens.filter(({ tokenType }) => tokenType.name === 'BadNumber');
  return [
    ...problems.map(({ found }) => found.extent.start),
    ...strays.map(({ start }) => start),
    ...bad.map(({ startOffset }) => startOffset),
  ];
}
