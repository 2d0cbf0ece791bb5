import { hex } from '../machine/bytes.ts';
import { figurePlace } from '../metrics/figures.ts';
import type { CellFigures } from '../metrics/group-summary.ts';
import type { Row } from '../metrics/results.ts';
import { leavesText } from './leaves-text.ts';
import { BOUND, idOf } from './policy-labels.ts';
import { plain, type TableColumn } from './report-table.ts';

interface PlacementColumn {
  readonly column: TableColumn;
  readonly cells: readonly { readonly text: string; readonly best: boolean }[];
}

/**
 * Where a scenario's mappings came to lie: address and search where there is only one named mapping, and the leaves
 * of all of them together. One cell a policy.
 */
export function placementColumns(cells: readonly CellFigures[]): readonly PlacementColumn[] {
  const leaves = filled(
    'leaves',
    2,
    cells.map(({ figures }) => leavesText((name) => figures[figurePlace('coverage', name)])),
  );
  const rows = cells.map(({ placements }) => placements);
  if (!rows.every((placed) => placed.length === 1)) return [leaves];
  const single = rows.map(([row]) => row!);
  return [
    filled(
      'address',
      2,
      single.map((row, index) => (idOf(cells[index]!.policy) === BOUND ? '-' : addressText(row))),
    ),
    filled('search', 10, single.map(searchText)),
    leaves,
  ];
}

function filled(heading: string, priority: number, texts: readonly string[]): PlacementColumn {
  return { column: { heading: [heading], align: 'left', priority }, cells: texts.map(plain) };
}

function addressText(row: Row): string {
  const address = row.address;
  if (typeof address === 'number') return hex(address);
  return row.status === 'failed' ? 'failed' : '-';
}

function searchText(row: Row): string {
  const search = row.search;
  return typeof search === 'string' && search !== '' ? search : '-';
}
