import { trusted } from '../page/trusted.ts';

/**
 * Starts a worker from a blob that does nothing but import the script. A worker from a blob is bound by the page's own
 * Content-Security-Policy; one from an address would be bound by that of its response, and a static host sends none.
 */
export function startWorker(url: string, name: string): Worker {
  const script = `import ${JSON.stringify(new URL(url, document.baseURI).href)};`;
  const blob = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Worker(trusted.createScriptURL(blob), { type: 'module', name });
}
