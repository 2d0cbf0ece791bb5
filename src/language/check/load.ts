import type { Word } from '../ast.ts';
import { type Diagnostic, type RelatedPlace, type Report, reportInto } from '../diagnostic.ts';
import type { FileAst } from '../file-ast.ts';
import { type ParsedFile, parseText } from '../parse-text.ts';
import type { CheckInput, Host } from './host.ts';
import { resolvePath } from './paths.ts';

/** The file that was asked for and all that it includes, included files first. */
export interface Loaded {
  readonly root: ParsedFile;
  readonly files: readonly FileAst[];
  /** Whether every include could be read; if not, unknown names may only be missing. */
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

/** Parses a file and, where the host has their texts, its includes. */
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
  for (const include of parsed.ast.includes) loadInclude(loading, include, file, open, seen);
  loading.done.set(file, parsed.ast);
  return parsed;
}

function loadInclude(
  loading: Loading,
  include: Word,
  from: string,
  open: readonly string[],
  seen: Map<string, Word>,
): undefined {
  const { host, report, needs, done } = loading;
  const path = resolvePath(from, include.text);
  const first = seen.get(path);
  seen.set(path, include);
  if (first) return report('PL6004', include.span, { path }, [firstPlace(first)]);
  if (open.includes(path))
    return report('PL6002', include.span, {
      path,
      hint: [...open.slice(open.indexOf(path)), path].join(' → '),
    });
  if (done.has(path)) return;
  const text = host.sources.get(path);
  if (typeof text === 'string') {
    const { ast } = loadText(loading, path, text, [...open, path]);
    if (ast.scenarios.length > 0) report('PL6005', include.span, { path });
    return;
  }
  loading.complete = false;
  if (text === undefined) needs.add(path);
  else report('PL6001', include.span, { path, reason: text.error });
}

function firstPlace({ span }: Word): RelatedPlace {
  return { message: 'first here', span };
}
