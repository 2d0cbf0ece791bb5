import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../lab/package-root.ts';
import { libraryName } from '../language/library.ts';

/** The path of a file that an editor names by URI; a text that was never saved keeps its URI. */
export function fileOf(uri: string): string {
  return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
}

/** The URI of a path; a library's is that of its file in the package. */
export function uriOf(file: string): string {
  const library = libraryName(file);
  if (library !== undefined) return pathToFileURL(path.join(packageRoot(), 'library', `${library}.scn`)).href;
  return /^[a-z][\w+.-]+:/i.test(file) ? file : pathToFileURL(file).href;
}
