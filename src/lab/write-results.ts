import { createHash } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Table } from '../metrics/catalogue.ts';
import { csvHeader } from '../report/csv.ts';
import { dictionary } from '../report/dictionary.ts';
import { LabError, systemCode, systemReason } from './lab-error.ts';
import { manifestOf } from './manifest.ts';
import { inspectOutput, MANIFEST, RUN_RECORD, refuseOutput } from './output-folder.ts';
import { sha256 } from './read-text.ts';
import { replaceFolder, tidyFolder } from './replace-folder.ts';
import type { PlanIdentity } from './run/plan-identity.ts';
import { TABLES } from './run/trial-record.ts';
import type { RunRecord } from './run-record.ts';

/** Where results go. */
export interface OutputChoice {
  /** As the user wrote it; relative to `cwd`. */
  readonly dir: string;
  readonly cwd: string;
  /** Replace results of other scenarios, and write beside foreign files. */
  readonly force: boolean;
}

/** What is written: the records of the tables piece by piece, in the plan's order, so that none need be held. */
export interface ResultContents {
  readonly plan: PlanIdentity;
  /** Trials of the plan that are not among the pieces. */
  readonly missing: number;
  /** Records of every table, UTF-8, without headers. */
  readonly pieces: Iterable<ReadonlyMap<Table, Uint8Array>>;
  /** Text of statistics.csv; asked for when the pieces were read to their end. */
  readonly statistics: () => string;
  /** Asked for when everything else is written. */
  readonly record: () => RunRecord;
}

/**
 * Refuses a folder that must not or cannot be written to; call it before a long run.
 * @throws LabError
 */
export function checkOutput({ dir, cwd, force }: OutputChoice, scenarios: readonly string[]): void {
  const place = path.resolve(cwd, dir);
  tidyFolder(place);
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

/**
 * Writes the results of a run, all or none: the deterministic files, and `run.json`, which belongs to this run only.
 * @throws LabError where the folder is refused or cannot be written.
 */
export function writeResults(choice: OutputChoice, contents: ResultContents): void {
  checkOutput(
    choice,
    contents.plan.scenarios.map(({ name }) => name),
  );
  const { dir, cwd } = choice;
  const place = path.resolve(cwd, dir);
  const { foreign, kept } = inspectOutput(place, dir);
  try {
    // The current folder is not swapped either: who stands in it would stand in the old one.
    const keep = foreign.length + kept.length > 0 || place === path.resolve(cwd);
    replaceFolder(place, (fresh) => fill(fresh, contents), keep);
  } catch (error) {
    throw unwritable(dir, error);
  }
}

function fill(folder: string, { plan, missing, pieces, statistics, record }: ResultContents): void {
  const tables = new Map(TABLES.map((table) => [table, new TableFile(folder, table)]));
  try {
    for (const piece of pieces) for (const [table, bytes] of piece) tables.get(table)!.write(bytes);
  } finally {
    for (const table of tables.values()) table.close();
  }
  const words = dictionary();
  const compared = statistics();
  const outputs = new Map([
    ...[...tables.values()].map(({ name, digest }): [string, string] => [name, digest]),
    ['dictionary.md', sha256(words)],
    ['statistics.csv', sha256(compared)],
  ]);
  const files = {
    'dictionary.md': words,
    'statistics.csv': compared,
    [MANIFEST]: jsonText(manifestOf(plan, outputs, missing)),
    [RUN_RECORD]: jsonText(record()),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

/** Bytes that are gathered before they are written. */
const BUFFER_BYTES = 1 << 18;

/** One CSV file while it is made, and its SHA-256. */
class TableFile {
  readonly name: string;
  readonly #file: number;
  readonly #hash = createHash('sha256');
  readonly #waiting = Buffer.allocUnsafe(BUFFER_BYTES);
  #bytes = 0;
  digest = '';

  constructor(folder: string, table: Table) {
    this.name = `${table}.csv`;
    this.#file = openSync(path.join(folder, this.name), 'wx');
    this.write(Buffer.from(csvHeader(table)));
  }

  /** Takes a copy: the bytes may change afterwards. */
  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const room = Math.min(BUFFER_BYTES - this.#bytes, bytes.length - from);
      this.#waiting.set(bytes.subarray(from, from + room), this.#bytes);
      this.#bytes += room;
      from += room;
      if (this.#bytes === BUFFER_BYTES) this.#flush();
    }
  }

  close(): void {
    try {
      this.#flush();
      this.digest = this.#hash.digest('hex');
    } finally {
      closeSync(this.#file);
    }
  }

  #flush(): void {
    const piece = this.#waiting.subarray(0, this.#bytes);
    this.#hash.update(piece);
    for (let at = 0; at < piece.length; ) at += writeSync(this.#file, piece, at);
    this.#bytes = 0;
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

/** A value as the JSON files of a run have it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
