import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { projectOf } from '../lab/project.ts';
import { DEFAULT_BUDGETS } from '../language/budgets.ts';
import { type CheckResult, checkScenarios, type Host } from '../language/check.ts';
import { type Document, openDocument } from '../language/services/document.ts';
import { checkSettings } from '../metrics/check-settings.ts';
import { vocabulary } from '../metrics/vocabulary.ts';
import { BUILT_IN } from '../policies/registry.ts';
import { Places } from './places.ts';
import { type Source, SourceFiles } from './source-files.ts';
import { fileOf } from './uris.ts';

/** A text's state: what the check of it gave, and what the services read in it. */
export interface Checked {
  readonly file: string;
  readonly result: CheckResult;
  /** Made when it is first asked for: an edit needs the diagnostics only. */
  readonly document: Document;
  readonly places: Places;
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
    const fresh = this.#check(fileOf(text.uri), text.getText());
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

  #check(file: string, text: string): Checked {
    const host = this.#host();
    let document: Document | undefined;
    return {
      file,
      result: checkScenarios({ file, text, host: { ...host, project: projectOf(file) } }),
      places: placesIn(host),
      get document() {
        document ??= openDocument(file, text, { host, vocabulary: VOCABULARY });
        return document;
      },
    };
  }

  /** Where spans of any file of the workspace point. */
  places(): Places {
    return placesIn(this.#host());
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

function placesIn({ sources }: Host): Places {
  return new Places((file) => {
    const source = sources.get(file);
    return typeof source === 'string' ? source : '';
  });
}
