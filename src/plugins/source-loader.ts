import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The loader of TypeScript sources, found from this file and not from the folder that the user is in. */
export function sourceLoader(): string {
  const api = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/cjs$/, 'mjs'),
  ).href;
  // tsx by its own name stands back in worker threads; asked by its interface, it does not.
  return `data:text/javascript,import{register}from"${api}";register()`;
}

/** The module by which a thread, which takes no command line, makes TypeScript sources loadable. */
export function sourceRegistration(): string {
  return import.meta.resolve('tsx/esm/api');
}
