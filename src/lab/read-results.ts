import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Column, columnsOf, type Table } from '../metrics/catalogue.ts';
import type { Row } from '../metrics/results.ts';
import type { ResultRows } from '../report/figures/figure.ts';
import { LabError, systemReason } from './lab-error.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { MANIFEST } from './output-folder.ts';

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
  const text = read(dir, MANIFEST, shown);
  const manifest = readManifest(text);
  if (manifest === undefined) throw damaged(shown, MANIFEST, 'it is no manifest of a run');
  const rows = (table: Table) => parseTable(read(dir, `${table}.csv`, shown), table, shown);
  return {
    manifest,
    scenarios: manifest.scenarios,
    policies: manifest.policies.map(({ label }) => label),
    placements: rows('placements'),
    coverage: rows('coverage'),
    fragmentation: rows('fragmentation'),
  };
}

/** Rows of one CSV file with the types of the catalogue; columns that this version does not know are left out. */
export function parseTable(text: string, table: Table, shown: string): readonly Row[] {
  const columns = new Map(columnsOf(table).map((column) => [column.name, column]));
  const name = `${table}.csv`;
  const records = parsed(text, shown, name);
  const [header = [], ...rest] = records;
  const missing = ['scenario', 'point', 'policy', 'status'].filter((key) => !header.includes(key));
  if (missing.length > 0) throw damaged(shown, name, `it has no column '${missing[0]}'`);
  return rest.map((fields, index) =>
    Object.fromEntries(
      header.flatMap((key, at) => {
        const column = columns.get(key);
        if (column === undefined) return [];
        const value = typedValue(fields[at] ?? '', column);
        if (Number.isNaN(value)) throw damaged(shown, name, `line ${index + 2}: ${key} is '${fields[at]}'`);
        return [[key, value]];
      }),
    ),
  );
}

function parsed(text: string, shown: string, name: string): string[][] {
  try {
    return parse(text, { bom: true });
  } catch (error) {
    throw damaged(shown, name, error instanceof Error ? error.message : String(error));
  }
}

function typedValue(field: string, { type }: Column): Row[string] {
  if (type === 'text') return field;
  return field === '' ? null : Number(field);
}

function read(dir: string, name: string, shown: string): string {
  try {
    return readFileSync(path.join(dir, name), 'utf8');
  } catch (error) {
    throw new LabError(
      'no-results',
      `'${shown}' has no ${name}: ${systemReason(error)}`,
      "name a folder that 'policy-lab run' has written",
    );
  }
}

function damaged(shown: string, name: string, why: string): LabError {
  return new LabError(
    'results-damaged',
    `'${shown}/${name}' is not as a run writes it: ${why}`,
    "write it again with 'policy-lab run'",
  );
}
