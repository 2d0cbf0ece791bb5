import type { Word } from '../ast.ts';
import { type Diagnostic, type RelatedPlace, type Report, reportInto } from '../diagnostic.ts';
import type { FileAst } from '../file-ast.ts';
import { libraryPath } from '../library.ts';
import { type ParsedFile, parseText } from '../parse-text.ts';
import type { CheckInput, Host } from './host.ts';
import { suggestion } from './nearest.ts';
import { isAbsolute, isBelow, resolvePath } from './paths.ts';

/** The file that was asked for and all that it includes, included files first. */
export interface Loaded {
  readonly root: ParsedFile;
  readonly files: readonly FileAst[];
  /** Whether every include and library could be read; if not, unknown names may only be missing. */
  readonly complete: boolean;
}

interface Loading {
  readonly host: Host;
  readonly report: Report;
  readonly diagnostics: Diagnostic[];
  readonly needs: Set<string>;
  readonly done: Map<string, FileAst>;
  complete: boolean;
}

/** Parses a file and, where the host has their texts, its includes and libraries. */
export function loadFiles(
  { file, text, host }: CheckInput,
  diagnostics: Diagnostic[],
  needs: Set<string>,
): Loaded {
  const report = reportInto(diagnostics);
  const loading: Loading = { host, report, diagnostics, needs, done: new Map(), complete: true };
  const root = loadText(loading, file, text, [file]);
  return { root, files: [...loading.done.values()], complete: loading.complete };
}

function loadText(loading: Loading, file: string, text: string, open: readonly string[]): ParsedFile {
  const parsed = parseText(file, text);
  for (const one of parsed.diagnostics) loading.diagnostics.push(one);
  const seen = new Map<string, Word>();
  for (const include of parsed.ast.includes) {
    const path = pathOfInclude(loading, include, file);
    if (path !== undefined) bring(loading, include, path, open, seen);
  }
  for (const use of parsed.ast.uses)
    if (isLibrary(loading, use)) bring(loading, use, libraryPath(use.text), open, seen);
  loading.done.set(file, parsed.ast);
  return parsed;
}

/** The file that an include names, if it may. */
function pathOfInclude(loading: Loading, { text, span }: Word, from: string): string | undefined {
  const path = resolvePath(from, text);
  const { project } = loading.host;
  const hint = isAbsolute(text)
    ? 'write a path relative to the folder of this file'
    : 'copy the file into the project, and include the copy';
  if (!isAbsolute(text) && (project === undefined || isBelow(project, path))) return path;
  loading.complete = false;
  return loading.report('PL6010', span, { path, hint });
}

function isLibrary(loading: Loading, { text, span }: Word): boolean {
  const { libraries } = loading.host;
  if (libraries.includes(text)) return true;
  loading.complete = false;
  loading.report('PL2035', span, { name: text, hint: suggestion(text, libraries, 'this host has none') });
  return false;
}

/** Takes the declarations of another file, once. */
function bring(
  loading: Loading,
  named: Word,
  path: string,
  open: readonly string[],
  seen: Map<string, Word>,
): undefined {
  const { host, report, needs, done } = loading;
  const first = seen.get(path);
  seen.set(path, named);
  if (first) return report('PL6004', named.span, { path }, [firstPlace(first)]);
  if (open.includes(path))
    return report('PL6002', named.span, {
      path,
      hint: [...open.slice(open.indexOf(path)), path].join(' → '),
    });
  if (done.has(path)) return;
  const text = host.sources.get(path);
  if (typeof text === 'string') {
    const { ast } = loadText(loading, path, text, [...open, path]);
    if (ast.scenarios.length > 0) report('PL6005', named.span, { path });
    return;
  }
  loading.complete = false;
  if (text === undefined) needs.add(path);
  else report('PL6001', named.span, { path, reason: text.error });
}

function firstPlace({ span }: Word): RelatedPlace {
  return { message: 'first here', span };
}
