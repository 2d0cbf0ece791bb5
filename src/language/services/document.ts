import { type ParsedText, parseTree } from '../../../grammar/parse.ts';
import type { Host } from '../check/host.ts';
import { resolvePath } from '../check/paths.ts';
import { libraryPath } from '../library.ts';
import { type NameUse, namesIn } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A text with its tokens and names. */
export interface DocumentText {
  readonly file: string;
  readonly text: string;
  readonly parsed: ParsedText;
  readonly names: readonly NameUse[];
}

/** A file as the language services see it. Plain data, made anew for each state of the text. */
export interface Document extends DocumentText {
  /** The files that it includes, at any depth, as far as the host has their texts. */
  readonly included: readonly DocumentText[];
  readonly host: Host;
  readonly vocabulary: Vocabulary;
}

/** What surrounds a file: what the checker is told, and what editors say of policies and metrics. */
export interface ServiceHost {
  readonly host: Host;
  readonly vocabulary: Vocabulary;
}

/** Reads a file for the services; never throws, whatever is in the text. */
export function openDocument(file: string, text: string, { host, vocabulary }: ServiceHost): Document {
  const root = readDocument(file, text);
  return { ...root, included: includedBy(root, host.sources.get.bind(host.sources)), host, vocabulary };
}

/** The texts that a text includes, at any depth. @param source - a path's text, where there is one. */
function includedBy(root: DocumentText, source: (path: string) => unknown): DocumentText[] {
  const included = new Map<string, DocumentText>();
  const follow = (from: DocumentText): void => {
    for (const { kind, text: written } of from.names) {
      const path = pathNamed(from.file, { kind, text: written });
      if (path === undefined) continue;
      const text = path === root.file || included.has(path) ? undefined : source(path);
      if (typeof text !== 'string') continue;
      const inner = readDocument(path, text);
      included.set(path, inner);
      follow(inner);
    }
  };
  follow(root);
  return [...included.values()];
}

/** Tokens and names of one text. */
export function readDocument(file: string, text: string): DocumentText {
  const parsed = parseTree(text);
  return { file, text, parsed, names: namesIn(file, parsed.tree) };
}

/** The file that an `include` or `use` of a file brings. */
export function pathNamed(file: string, { kind, text }: Pick<NameUse, 'kind' | 'text'>): string | undefined {
  if (kind === 'library') return libraryPath(text);
  return kind === 'include' ? resolvePath(file, text) : undefined;
}
