import type { CheckSettings } from '../../language/check/host.ts';
import { type CheckResult, checkScenarios } from '../../language/check.ts';
import { LIBRARY_SOURCES } from '../../language/library.ts';
import { EDITED } from './edited.ts';

const MAPS = import.meta.glob<string>('../../../scenarios/maps/*.maps', {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** Every file that a scenario in the page can name: the snapshots of the examples, by path from the project's folder, and the library. */
export const SOURCES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(MAPS).map(([path, text]): [string, string] => [path.replace(/^(\.\.\/)+/, ''), text]),
  ...LIBRARY_SOURCES,
]);

/** Checks the text of the editor. What it names and the page does not have is a mistake at its place. */
export function checkText(text: string, settings: CheckSettings): CheckResult {
  const sources = new Map<string, string | { readonly error: string }>(SOURCES);
  for (;;) {
    const result = checkScenarios({ file: EDITED, text, host: { ...settings, sources } });
    if (result.needs.length === 0) return result;
    for (const need of result.needs) sources.set(need, { error: NOT_HERE });
  }
}

const NOT_HERE = 'a page opens no files; it has those of the examples only';
