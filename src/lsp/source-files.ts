import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readProjectText } from '../lab/project.ts';
import { LIBRARY_SOURCES } from '../language/library.ts';

/** A file's text, or why there is none. */
export type Source = string | { readonly error: string };

/** How many files of a workspace are searched for names; a folder with more is no folder of scenarios. */
const MOST_FILES = 500;
const SKIPPED = new Set(['node_modules', 'results', 'dist']);

/** Texts from disk, read again when a file's time or size changes. */
export class SourceFiles {
  readonly #known = new Map<string, { readonly stamp: string; readonly source: Source }>();

  /** A file's or library's text, or why it cannot be read. */
  read(place: string): Source {
    const library = LIBRARY_SOURCES.get(place);
    if (library !== undefined) return library;
    const stats = statSync(place, { throwIfNoEntry: false });
    const stamp = stats ? `${stats.mtimeMs} ${stats.size}` : '';
    const known = this.#known.get(place);
    if (known?.stamp === stamp) return known.source;
    const read = readProjectText(place);
    const source = 'text' in read ? read.text : read;
    this.#known.set(place, { stamp, source });
    return source;
  }

  /** The scenario files below some folders. */
  scenarioFiles(folders: readonly string[]): string[] {
    const found: string[] = [];
    const waiting = [...folders];
    for (
      let folder = waiting.shift();
      folder !== undefined && found.length < MOST_FILES;
      folder = waiting.shift()
    ) {
      for (const entry of entriesOf(folder)) {
        const place = path.join(folder, entry.name);
        if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name))
          waiting.push(place);
        else if (entry.isFile() && entry.name.endsWith('.scn')) found.push(place);
      }
    }
    return found.sort();
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
