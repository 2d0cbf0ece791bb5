import { stringify } from 'csv-stringify/sync';
import { packedMap } from '../machine/packed-map.ts';
import { columnsOf, type Table } from '../metrics/catalogue.ts';
import type { CellResult, Row, RunResult } from '../metrics/results.ts';
import { fieldOf } from './csv-field.ts';

/** The rows of one file, in the plan's order; every row says which cell it belongs to. */
export function rowsOf(cells: readonly CellResult[], table: Table): readonly Row[] {
  return cells.flatMap((cell) =>
    ownRows(cell, table).map((row) => ({ status: cell.status, ...row, ...nameOf(cell) })),
  );
}

function ownRows(cell: CellResult, table: Table): readonly Row[] {
  return table === 'placements' ? cell.placements : [cell[table]];
}

function nameOf({ scenario, point, seed, policy }: CellResult): Row {
  return { scenario, point, seed, policy };
}

/** The first line of a file: the names of its columns. */
export function csvHeader(table: Table): string {
  return stringify([], { ...FORM, header: true, columns: columnsOf(table).map(({ name }) => name) });
}

/** The records of some cells, as they stand in a file. A column that a row lacks is empty. */
export function csvRecords(cells: readonly CellResult[], table: Table): string {
  const columns = columnsOf(table);
  const records = cells.flatMap((cell) => {
    const own: Row = { status: cell.status, ...nameOf(cell) };
    return packedMap(ownRows(cell, table), (row) =>
      packedMap(columns, ({ name, type }) => fieldOf(row[name] ?? own[name] ?? null, type)),
    );
  });
  return stringify(records, FORM);
}

/**
 * One table of a run as RFC 4180 has it: a header, a comma between fields, CRLF after every record, quotes only around
 * fields that need them; see `csv-field.ts` for text that looks like a formula.
 */
export function csvOf({ cells }: Pick<RunResult, 'cells'>, table: Table): string {
  return csvHeader(table) + csvRecords(cells, table);
}

const FORM = { record_delimiter: 'windows' } as const;
