import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../language/check/nearest.ts';
import { LabError } from './lab-error.ts';

const EXTENSION = '.scn';

/** Where relative arguments start, and the scenarios to take where there is nothing else. */
export interface InputPlaces {
  readonly cwd: string;
  /** Folder of the scenarios that are shipped with the package. */
  readonly shipped: string;
}

/**
 * The scenario files that arguments stand for: files, folders (their *.scn), globs. Without arguments the folder
 * `scenarios` here, else the shipped ones. Each file once, sorted, as a POSIX path relative to `cwd`.
 * @throws LabError where an argument stands for nothing.
 */
export async function expandInputs(
  args: readonly string[],
  { cwd, shipped }: InputPlaces,
): Promise<readonly string[]> {
  const wanted =
    args.length > 0 ? args : [scenarioFiles(path.join(cwd, 'scenarios')).length > 0 ? 'scenarios' : shipped];
  const all = await Promise.all(wanted.map((arg) => expand(arg, cwd)));
  return [...new Set(all.flat().map((file) => relative(file, cwd)))].sort();
}

function relative(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join('/');
}

async function expand(arg: string, cwd: string): Promise<readonly string[]> {
  const place = path.resolve(cwd, arg);
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const files = scenarioFiles(place);
    if (files.length > 0) return files;
    throw new LabError(
      'no-scenarios',
      `the folder '${arg}' holds no *${EXTENSION} file`,
      'name a file in it, or another folder',
    );
  }
  if (stats !== undefined) return [place];
  // Loaded for patterns only: the shell has most often expanded them.
  const { glob, isDynamicPattern } = await import('tinyglobby');
  const pattern = isDynamicPattern(arg);
  const matches = pattern ? await glob([arg.replaceAll('\\', '/')], { cwd, absolute: true }) : [];
  if (matches.length === 0) throw nothing(arg, place, pattern);
  return matches;
}

/** Scenario files of a folder, not of its sub-folders. */
function scenarioFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .map((name) => path.join(folder, name));
}

function nothing(arg: string, place: string, pattern: boolean): LabError {
  if (pattern) {
    return new LabError(
      'no-such-input',
      `no file matches '${arg}'`,
      'patterns are relative to the current folder',
    );
  }
  return new LabError('no-such-input', `there is no file '${arg}'`, existing(arg, place));
}

/** The nearest name that exists beside the missing one. */
function existing(arg: string, place: string): string {
  const folder = path.dirname(place);
  if (!existsSync(folder)) return `the folder '${path.dirname(arg)}' does not exist either`;
  const names = readdirSync(folder);
  const close = nearest(path.basename(place), names);
  if (close !== undefined) return `did you mean '${path.join(path.dirname(arg), close)}'?`;
  const scenarios = names.filter((name) => name.endsWith(EXTENSION));
  return scenarios.length === 0
    ? `that folder holds no *${EXTENSION} file`
    : `that folder holds ${scenarios.slice(0, 5).join(', ')}${scenarios.length > 5 ? ' and more' : ''}`;
}
