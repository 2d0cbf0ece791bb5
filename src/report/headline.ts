import { columnNamed, columnsOf, type Table } from '../metrics/catalogue.ts';
import type { FigureColumn } from './scenario-columns.ts';

const TABLES: readonly Exclude<Table, 'placements'>[] = ['coverage', 'fragmentation'];

/** A headline metric by its name: any number of coverage.csv, else of fragmentation.csv. */
export function headlineNamed(name: string): FigureColumn | undefined {
  for (const table of TABLES) {
    const column = columnNamed(name, table);
    if (column !== undefined && isFigure(column)) return { column, table, priority: 0 };
  }
  return undefined;
}

/** Names of all metrics that can be the headline. */
export function headlineNames(): readonly string[] {
  const names = TABLES.flatMap((table) =>
    columnsOf(table)
      .filter(isFigure)
      .map(({ name }) => name),
  );
  return [...new Set(names)];
}

function isFigure({ name, type }: { readonly name: string; readonly type: string }): boolean {
  return name !== 'seed' && (type === 'integer' || type === 'ratio' || type === 'real');
}
