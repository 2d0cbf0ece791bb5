import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { LabError, systemCode, systemReason } from './lab-error.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { readText } from './read-text.ts';

/** Files that a run writes, besides those that its manifest lists. */
export const MANIFEST = 'manifest.json';
export const RUN_RECORD = 'run.json';

/** What other commands put beside the results: a run keeps it and finds nothing foreign in it. */
export const KEPT: readonly string[] = ['figures', 'parquet', 'claims.yaml'];

/** What stands where results are to go. */
export interface OutputFolder {
  readonly exists: boolean;
  /** Files that no run wrote; never touched. */
  readonly foreign: readonly string[];
  /** Of {@link KEPT}, what is there. */
  readonly kept: readonly string[];
  /** Scenarios whose results it holds. */
  readonly scenarios: readonly string[];
}

/** Looks at a folder that results are to go to. @throws LabError where it is a file or cannot be read. */
export function inspectOutput(dir: string, shown: string): OutputFolder {
  const names = listing(dir, shown);
  if (names === undefined) return { exists: false, foreign: [], kept: [], scenarios: [] };
  const manifest = names.includes(MANIFEST) ? manifestIn(dir) : undefined;
  const outputs = manifest?.outputs.map((output) => output.path) ?? [];
  const own = new Set(manifest === undefined ? [] : [...outputs, MANIFEST, RUN_RECORD, ...KEPT]);
  return {
    exists: true,
    foreign: names.filter((name) => !own.has(name)),
    kept: names.filter((name) => KEPT.includes(name)),
    scenarios: manifest?.scenarios.map(({ name }) => name) ?? [],
  };
}

/** The manifest in a folder; undefined where what has its name is none. */
function manifestIn(dir: string): Manifest | undefined {
  const file = readText(path.join(dir, MANIFEST));
  const read = 'text' in file ? readManifest(file.text) : undefined;
  return read && 'manifest' in read ? read.manifest : undefined;
}

/**
 * Refuses a folder in which a run would destroy or mix something: results of scenarios that this run does not have,
 * and files that no run wrote.
 * @throws LabError that says what was found.
 */
export function refuseOutput(folder: OutputFolder, scenarios: readonly string[], shown: string): void {
  const lost = folder.scenarios.filter((name) => !scenarios.includes(name));
  if (lost.length > 0) {
    throw new LabError(
      'output-has-other-results',
      `'${shown}' holds the results of ${lost.length} other scenarios: ${few(lost.map((name) => `"${name}"`))}`,
      'choose another folder with --out DIR, or replace them with --force',
    );
  }
  if (folder.foreign.length > 0) {
    throw new LabError(
      'output-has-foreign-files',
      `'${shown}' holds files that are no results: ${few(folder.foreign)}`,
      'choose another folder with --out DIR; --force writes beside them, over those called like a result file',
    );
  }
}

function listing(dir: string, shown: string): readonly string[] | undefined {
  try {
    if (statSync(dir).isDirectory()) return readdirSync(dir).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new LabError('output-unwritable', `cannot look into '${shown}': ${systemReason(error)}`, CHOOSE);
  }
  throw new LabError('output-not-a-folder', `'${shown}' is a file, not a folder`, CHOOSE);
}

const CHOOSE = 'choose another folder with --out DIR';
const SHOWN = 5;

function few(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.slice(0, SHOWN).join(', ') + more;
}
