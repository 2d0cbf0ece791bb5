import { hex } from '../machine/bytes.ts';
import { columnsOf, type Table } from '../metrics/catalogue.ts';
import type { CellResult, Row, RunResult } from '../metrics/results.ts';
import type { Failure } from './expectations.ts';
import { totalsOf } from './totals.ts';

/** Version of the JSON document; it rises when a field changes its meaning. */
export const JSON_VERSION = 1;

/**
 * A run as one JSON document: every cell with its figures in full (sizes are bytes, addresses `0x…`), the totals, and
 * the expectations that failed.
 */
export function jsonOf(result: RunResult, failures: readonly Failure[]): string {
  const { scenarios, policies, expectations } = result;
  const document = {
    version: JSON_VERSION,
    policies,
    scenarios,
    cells: result.cells.map(jsonCell),
    totals: totalsOf(result),
    expectations: { checked: expectations.length, failed: failures },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function jsonCell(cell: CellResult) {
  const { scenario, point, seed, policy, status, message } = cell;
  return {
    ...{ scenario, point, seed, policy, status, message },
    placements: cell.placements.map((row) => jsonRow(row, 'placements')),
    coverage: jsonRow(cell.coverage, 'coverage'),
    fragmentation: jsonRow(cell.fragmentation, 'fragmentation'),
  };
}

/** A row without the columns that the cell has said already. */
function jsonRow(row: Row, table: Table): Row {
  const own = columnsOf(table).filter(({ name }) => table === 'placements' || name !== 'status');
  const shown = own.filter(({ name }) => !['scenario', 'point', 'seed', 'policy'].includes(name));
  return Object.fromEntries(
    shown.map(({ name, type }) => {
      const value = row[name] ?? null;
      return [name, type === 'address' && typeof value === 'number' ? hex(value) : value];
    }),
  );
}
