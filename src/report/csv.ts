import { stringify } from 'csv-stringify/sync';
import { columnsOf, type Table } from '../metrics/catalogue.ts';
import type { CellResult, Row, RunResult } from '../metrics/results.ts';
import { exactText } from './exact-text.ts';

/** The rows of one file, in the plan's order; every row says which cell it belongs to. */
export function rowsOf(cells: readonly CellResult[], table: Table): readonly Row[] {
  return cells.flatMap((cell) => {
    const { scenario, point, seed, policy, status } = cell;
    const rows = table === 'placements' ? cell.placements : [cell[table]];
    return rows.map((row) => ({ status, ...row, scenario, point, seed, policy }));
  });
}

/**
 * One table of a run as RFC 4180 has it: a header, a comma between fields, CRLF after every record, quotes only around
 * fields that need them. A column that a row lacks is empty.
 */
export function csvOf(result: RunResult, table: Table): string {
  const columns = columnsOf(table);
  const records = rowsOf(result.cells, table).map((row) =>
    columns.map(({ name, type }) => exactText(row[name] ?? null, type)),
  );
  return stringify(records, {
    header: true,
    columns: columns.map(({ name }) => name),
    record_delimiter: 'windows',
  });
}
