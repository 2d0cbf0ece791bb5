import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sourceRegistration } from '../../plugins/source-loader.ts';

/**
 * The file that a thread runs, as a URL: the built one beside the program, or its source where the program runs from
 * source.
 * @param source - relative to this file.
 */
export function threadFile(built: string, source: string): string {
  const beside = new URL(`./${built}`, import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside.href;
  const boot = [
    `import { register } from ${JSON.stringify(sourceRegistration())};`,
    'register();',
    `export default (await import(${JSON.stringify(new URL(source, import.meta.url).href)})).default;`,
  ];
  return `data:text/javascript,${encodeURIComponent(boot.join('\n'))}`;
}
