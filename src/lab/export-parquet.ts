import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { type Column, columnsOf, type ResultFile } from '../metrics/catalogue.ts';
import { STATISTICS } from '../metrics/statistics/columns.ts';
import { textOfField } from '../report/csv-field.ts';
import { LabError, systemCode, systemReason } from './lab-error.ts';
import { makeFolder } from './make-folder.ts';

const FILES: readonly ResultFile[] = ['placements', 'coverage', 'fragmentation', 'statistics'];

/** Rows that are held at once. */
const ROW_GROUP = 50_000;

/** A column of the catalogue in Parquet: addresses and counts are 64-bit integers, ratios and reals doubles. */
const TYPES = {
  text: 'STRING',
  integer: 'INT64',
  address: 'INT64',
  ratio: 'DOUBLE',
  real: 'DOUBLE',
} as const;

/** What a result file of one column is made into; null is no value. */
type Value = string | number | bigint | null;

/**
 * Writes the CSV files of a run as Parquet, from their own records, a row group at a time. Each file is whole or not
 * there.
 * @returns the names of the files.
 * @throws LabError where there are no results, a file is damaged, or the folder cannot be written.
 */
export async function exportParquet(results: string, out: string, shown: string): Promise<readonly string[]> {
  const found = FILES.filter((file) => existsSync(path.join(results, `${file}.csv`)));
  if (found.length === 0)
    throw new LabError(
      'no-such-input',
      `there are no results in '${shown}'`,
      'make some: policy-lab run --out DIR',
    );
  for (const file of found) await exportFile(path.join(results, `${file}.csv`), out, file);
  return found.map((file) => `${file}.parquet`);
}

async function exportFile(source: string, out: string, file: ResultFile): Promise<void> {
  const target = path.join(out, `${file}.parquet`);
  const columns = file === 'statistics' ? STATISTICS : columnsOf(file);
  const fresh = `${target}.${process.pid}.new`;
  try {
    makeFolder(out);
    await parquetWriteRows({
      writer: fileWriter(fresh),
      rows: rowsOf(source, columns),
      columns: columns.map(({ name, type }) => ({ name, type: TYPES[type], nullable: true })),
      rowGroupSize: ROW_GROUP,
      createdBy: 'policy-lab',
    });
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    if (error instanceof LabError || systemCode(error) === '') throw error;
    throw new LabError(
      'output-unwritable',
      `cannot write '${target}': ${systemReason(error)}`,
      'choose another --out',
    );
  }
}

async function* rowsOf(source: string, columns: readonly Column[]): AsyncGenerator<Record<string, Value>> {
  const records: AsyncIterable<Readonly<Record<string, string>>> = createReadStream(source).pipe(
    parse({ columns: true, record_delimiter: '\r\n' }),
  );
  for await (const record of records) {
    yield Object.fromEntries(
      columns.map((column) => [column.name, valueOfField(record[column.name], column, source)]),
    );
  }
}

function valueOfField(text: string | undefined, { name, type }: Column, source: string): Value {
  if (text === undefined)
    throw new LabError('unreadable-input', `'${source}' has no column '${name}'`, 'run the scenarios again');
  if (text === '') return type === 'text' ? '' : null;
  if (type === 'text') return textOfField(text);
  try {
    return TYPES[type] === 'INT64' ? BigInt(text) : Number(text);
  } catch {
    throw new LabError('unreadable-input', `'${source}': ${name} is '${text}'`, 'run the scenarios again');
  }
}
