import type { IToken } from 'chevrotain';
import { type ParsedText, parseTree } from '../../grammar/parse.ts';
import { parsePieces } from '../../grammar/parse-pieces.ts';
import { buildFileAst } from './build/file.ts';
import { joinPieces, type PieceAst } from './build/pieces.ts';
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
  return parseSoundText(file, text) ?? parseAnyText(file, text);
}

/**
 * The quick way, for a text without mistakes of form: pieces, whose trees become AST one at a time.
 * @param length - characters a piece has at least.
 * @returns `undefined` where the text has such a mistake.
 */
export function parseSoundText(file: string, text: string, length?: number): ParsedFile | undefined {
  const diagnostics: Diagnostic[] = [];
  const context = { file, report: reportInto(diagnostics), faults: [] };
  const pieces: PieceAst[] = [];
  let opening: IToken | undefined;
  const sound = parsePieces(
    text,
    (parsed) => {
      opening ??= parsed.first;
      pieces.push({ continues: parsed.piece.continues, ast: buildFileAst(context, text, parsed) });
    },
    length,
  );
  if (!sound) return undefined;
  const ast = joinPieces(file, pieces);
  reportHeader(ast, opening, context.report);
  return { ast, diagnostics };
}

/** The way for any text: the whole of it at once, with recovery behind each mistake. */
export function parseAnyText(file: string, text: string): ParsedFile {
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics);
  const parsed = parseTree(text);
  reportSyntax(file, text, parsed, report);
  const ast = buildFileAst({ file, report, faults: faultsOf(parsed) }, text, parsed);
  reportHeader(ast, parsed.tokens[0], report);
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
