import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a file that an editor names by URI; a text that was never saved keeps its URI. */
export function fileOf(uri: string): string {
  return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
}

/** The URI of a path. */
export function uriOf(file: string): string {
  return /^[a-z][\w+.-]+:/i.test(file) ? file : pathToFileURL(file).href;
}
