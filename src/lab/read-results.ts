import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Column, columnsOf, type ResultFile } from '../metrics/catalogue.ts';
import type { Row } from '../metrics/results.ts';
import { STATISTICS } from '../metrics/statistics/columns.ts';
import type { ResultRows } from '../report/figures/figure.ts';
import { LabError } from './lab-error.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { MANIFEST } from './output-folder.ts';
import { readText } from './read-text.ts';
import { rowsOfCsv } from './run/csv-rows.ts';

const STATISTICS_FILE = 'statistics.csv';

/** Bytes of one table: more would be longer than a text can be. */
const MOST_BYTES = 500 << 20;

/** What a run wrote, read back. */
export interface ReadResults extends ResultRows {
  readonly manifest: Manifest;
}

/**
 * Reads the folder of a run: its manifest and its three tables.
 * @param shown - the folder as the user wrote it.
 * @throws LabError where a file is missing or is not what a run writes.
 */
export function readResults(dir: string, shown: string): ReadResults {
  const has = (name: string) => existsSync(path.join(dir, name));
  return resultsOf((name) => (name !== STATISTICS_FILE || has(name) ? read(dir, name, shown) : ''), shown);
}

/**
 * The results in the texts of a folder's files; statistics may be missing: an empty text.
 * @throws LabError as {@link readResults} does.
 */
export function resultsOf(text: (name: string) => string, shown: string): ReadResults {
  const read = readManifest(text(MANIFEST));
  if ('wrong' in read) throw damaged(shown, MANIFEST, `it is no manifest of a run: ${read.wrong}`);
  const { manifest } = read;
  const rows = (table: ResultFile) => parseTable(text(`${table}.csv`), table, shown);
  return {
    manifest,
    scenarios: manifest.scenarios,
    policies: manifest.policies.map(({ label }) => label),
    placements: rows('placements'),
    coverage: rows('coverage'),
    fragmentation: rows('fragmentation'),
    statistics: text(STATISTICS_FILE) === '' ? [] : rows('statistics'),
  };
}

/** Rows of one CSV file with the types of the catalogue; columns that this version does not know are left out. */
export function parseTable(text: string, table: ResultFile, shown: string): readonly Row[] {
  const name = `${table}.csv`;
  const end = text.indexOf('\n') + 1;
  const header = text.slice(0, end).trim().split(',');
  const known = table === 'statistics' ? STATISTICS : columnsOf(table);
  const missing = known.find((column) => !header.includes(column.name));
  if (missing !== undefined) throw damaged(shown, name, `it has no column '${missing.name}'`);
  const columns = header.map((key) => known.find((column) => column.name === key) ?? UNKNOWN);
  const rows = rowsFrom(new TextEncoder().encode(text.slice(end)), columns, shown, name);
  for (const [index, row] of rows.entries()) {
    const wrong = Object.entries(row).find(([, value]) => Number.isNaN(value));
    if (wrong) throw damaged(shown, name, `record ${index + 1}: ${wrong[0]} is no number`);
  }
  return rows;
}

/** A column of a newer version: read as text, shown nowhere. */
const UNKNOWN: Column = {
  name: '',
  tables: [],
  type: 'text',
  unit: '',
  better: 'neither',
  meaning: '',
  heading: '',
};

function rowsFrom(
  records: Uint8Array,
  columns: readonly Column[],
  shown: string,
  name: string,
): readonly Row[] {
  try {
    const texts = columns.filter(({ type }) => type === 'text').map((column) => column.name);
    return rowsOfCsv(records, columns).map((row) => ({
      ...row,
      ...Object.fromEntries(texts.map((key) => [key, row[key] ?? ''])),
    }));
  } catch (error) {
    throw damaged(shown, name, error instanceof Error ? error.message : String(error));
  }
}

function read(dir: string, name: string, shown: string): string {
  const file = readText(path.join(dir, name), MOST_BYTES);
  if ('text' in file) return file.text;
  throw new LabError(
    'no-results',
    `'${shown}' has no ${name}: ${file.error}`,
    "name a folder that 'policy-lab run' has written",
  );
}

function damaged(shown: string, name: string, why: string): LabError {
  return new LabError(
    'results-damaged',
    `'${shown}/${name}' is not as a run writes it: ${why}`,
    "write it again with 'policy-lab run'",
  );
}
