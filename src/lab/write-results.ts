import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../metrics/results.ts';
import { csvOf } from '../report/csv.ts';
import { dictionary } from '../report/dictionary.ts';
import { LabError, systemCode, systemReason } from './lab-error.ts';
import { manifestOf, type ResultsMeta } from './manifest.ts';
import { inspectOutput, MANIFEST, RUN_RECORD, refuseOutput } from './output-folder.ts';
import { replaceFolder } from './replace-folder.ts';
import type { RunRecord } from './run-record.ts';

/** Where results go. */
export interface OutputChoice {
  /** As the user wrote it; relative to `cwd`. */
  readonly dir: string;
  readonly cwd: string;
  /** Replace results of other scenarios, and write beside foreign files. */
  readonly force: boolean;
}

/**
 * Refuses a folder that must not or cannot be written to; call it before a long run.
 * @throws LabError
 */
export function checkOutput({ dir, cwd, force }: OutputChoice, scenarios: readonly string[]): void {
  const place = path.resolve(cwd, dir);
  const folder = inspectOutput(place, dir);
  if (!force) refuseOutput(folder, scenarios, dir);
  try {
    accessSync(existingPart(place), constants.W_OK);
  } catch (error) {
    throw unwritable(dir, error);
  }
}

/** The nearest folder above a place (or the place itself) that exists. */
function existingPart(place: string): string {
  const parent = path.dirname(place);
  return existsSync(place) || parent === place ? place : existingPart(parent);
}

/** The files of a run that depend on nothing but its inputs: name → text. */
export function resultFiles(result: RunResult, meta: ResultsMeta): ReadonlyMap<string, string> {
  const outputs = new Map([
    ['placements.csv', csvOf(result, 'placements')],
    ['coverage.csv', csvOf(result, 'coverage')],
    ['fragmentation.csv', csvOf(result, 'fragmentation')],
    ['dictionary.md', dictionary()],
  ]);
  return new Map([...outputs, [MANIFEST, jsonText(manifestOf(result, meta, outputs))]]);
}

/**
 * Writes the results of a run, all or none: the deterministic files, and `run.json`, which belongs to this run only.
 * @throws LabError where the folder is refused or cannot be written.
 */
export function writeResults(
  choice: OutputChoice,
  result: RunResult,
  meta: ResultsMeta,
  record: RunRecord,
): void {
  checkOutput(
    choice,
    result.scenarios.map(({ name }) => name),
  );
  const { dir, cwd } = choice;
  const place = path.resolve(cwd, dir);
  const files = new Map([...resultFiles(result, meta), [RUN_RECORD, jsonText(record)]]);
  const { foreign } = inspectOutput(place, dir);
  try {
    // The current folder is not swapped either: who stands in it would stand in the old one.
    replaceFolder(place, files, foreign.length > 0 || place === path.resolve(cwd));
  } catch (error) {
    throw unwritable(dir, error);
  }
}

function unwritable(dir: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === '') return error;
  const message = `cannot write results to '${dir}': ${systemReason(error)}`;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new LabError(
        'disk-full',
        message,
        'make room, or choose another folder with --out DIR; nothing was changed',
      )
    : new LabError('output-unwritable', message, 'choose another folder with --out DIR; nothing was changed');
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
