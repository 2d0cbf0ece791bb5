import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_BUDGETS } from '../language/budgets.ts';
import { type CheckResult, checkScenarios, type Host } from '../language/check.ts';
import { type Document, openDocument } from '../language/services/document.ts';
import { checkSettings } from '../metrics/check-settings.ts';
import { vocabulary } from '../metrics/vocabulary.ts';
import { BUILT_IN } from '../policies/registry.ts';
import { type Source, SourceFiles } from './source-files.ts';

/** A text's state for the services, with what the check of it gave. */
export interface Checked {
  readonly document: Document;
  readonly result: CheckResult;
}

/** Sweep points that are settled while somebody types: all, in every sensible file, and no more than can be waited for. */
const BUDGETS = { ...DEFAULT_BUDGETS, points: 2000 };
const SETTINGS = checkSettings(BUILT_IN, BUDGETS);
const VOCABULARY = vocabulary(BUILT_IN);

/** The texts that an editor has open, those on disk that belong to them, and what the last check gave. */
export class Workspace {
  readonly #files = new SourceFiles();
  readonly #checked = new Map<string, Checked>();
  readonly #open: () => readonly TextDocument[];
  #folders: readonly string[] = [];

  /** @param open - the documents that the editor has open now. */
  constructor(open: () => readonly TextDocument[]) {
    this.#open = open;
  }

  /** Takes the folders of the workspace, as URIs. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
  }

  /** Forgets what was checked: a text, or one that it may include, has changed. */
  changed(): void {
    this.#checked.clear();
  }

  /** An open document's state, checked once for each change. */
  checked(text: TextDocument): Checked {
    const known = this.#checked.get(text.uri);
    if (known) return known;
    const file = fileOf(text.uri);
    const host = this.#host();
    const fresh = {
      document: openDocument(file, text.getText(), { host, vocabulary: VOCABULARY }),
      result: checkScenarios({ file, text: text.getText(), host }),
    };
    this.#checked.set(text.uri, fresh);
    return fresh;
  }

  /** The scenario files of the workspace as the services see them, unsaved texts before those on disk. */
  documents(): Document[] {
    const host = this.#host();
    const open = this.#open().map(({ uri }) => fileOf(uri));
    const places = new Set([...open, ...this.#files.scenarioFiles(this.#folders)]);
    return [...places].flatMap((file) => {
      const source = host.sources.get(file);
      return typeof source === 'string' ? [openDocument(file, source, { host, vocabulary: VOCABULARY })] : [];
    });
  }

  /** What the checker is told; includes and maps files are read when it asks for them. */
  #host(): Host {
    const open = new Map(this.#open().map((text) => [fileOf(text.uri), text.getText()]));
    return { ...SETTINGS, sources: new ReadSources(open, this.#files) };
  }
}

/** Open texts, and files that are read from disk when they are asked for. */
class ReadSources extends Map<string, Source> {
  readonly #files: SourceFiles;

  constructor(open: ReadonlyMap<string, string>, files: SourceFiles) {
    super(open);
    this.#files = files;
  }

  override get(file: string): Source {
    return super.get(file) ?? this.#files.read(file);
  }
}

/** The path of a file that an editor names by URI; a text that was never saved keeps its URI. */
export function fileOf(uri: string): string {
  return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
}

/** The URI of a path. */
export function uriOf(file: string): string {
  return /^[a-z][\w+.-]+:/i.test(file) ? file : pathToFileURL(file).href;
}
