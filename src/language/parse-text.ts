import type { IToken } from 'chevrotain';
import { type ParsedText, parseTree } from '../../grammar/parse.ts';
import { type ParsedPiece, parsePieces } from '../../grammar/parse-pieces.ts';
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

/**
 * Parses one file without looking at what its names mean. Never throws. Sound text goes the quick way: pieces, whose
 * trees become AST one at a time. From the declarations before the first mistake of form on, the rest is parsed at
 * once, with recovery behind each mistake.
 * @param length - characters a piece has at least.
 */
export function parseText(file: string, text: string, length?: number): ParsedFile {
  const parts: ParsedPart[] = [];
  const sound = parsePieces(text, (parsed) => parts.push(partOf(file, text, parsed)), length);
  if (sound === text.length) return joined(file, parts);
  const before = parts.filter(({ start }) => start < sound);
  return joined(file, [...before, restOf(file, text, sound)]);
}

/** The same by one parse of the whole with recovery, twice as slow: what the quick way is held to. */
export function parseAtOnce(file: string, text: string): ParsedFile {
  return joined(file, [restOf(file, text, 0)]);
}

/** A stretch of the text that was read. */
interface ParsedPart extends PieceAst {
  readonly start: number;
  readonly first: IToken | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function joined(file: string, parts: readonly ParsedPart[]): ParsedFile {
  const ast = joinPieces(file, parts);
  const diagnostics = parts.flatMap((part) => part.diagnostics);
  const opening = parts.find(({ first }) => first)?.first;
  reportHeader(ast, opening, reportInto(diagnostics));
  return { ast, diagnostics };
}

function partOf(file: string, text: string, parsed: ParsedPiece): ParsedPart {
  const { piece, first } = parsed;
  const diagnostics: Diagnostic[] = [];
  const ast = buildFileAst({ file, report: reportInto(diagnostics), faults: [] }, text, parsed);
  return { start: piece.start, continues: piece.continues, first, ast, diagnostics };
}

function restOf(file: string, text: string, start: number): ParsedPart {
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics);
  const parsed = parseTree(text, start);
  reportSyntax(file, text, parsed, report);
  const ast = buildFileAst({ file, report, faults: faultsOf(parsed) }, text, parsed);
  return { start, continues: false, first: parsed.tokens[0], ast, diagnostics };
}

function faultsOf({ problems, strays, tokens }: ParsedText): number[] {
  const bad = tokens.filter(({ tokenType }) => tokenType.name === 'BadNumber');
  return [
    ...problems.map(({ found }) => found.extent.start),
    ...strays.map(({ start }) => start),
    ...bad.map(({ startOffset }) => startOffset),
  ];
}
