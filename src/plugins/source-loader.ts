import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The loader of TypeScript sources, found from this file and not from the folder that the user is in. */
export function sourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
