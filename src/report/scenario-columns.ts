import { type Column, columnNamed, type Table } from '../metrics/catalogue.ts';

/** A figure of the whole cell that a scenario's table can show, and how soon it goes where space is short. */
export interface FigureColumn {
  readonly column: Column;
  readonly table: Exclude<Table, 'placements'>;
  /** 0 stays; the greater, the sooner it goes. */
  readonly priority: number;
}

const WANTED: readonly (readonly [FigureColumn['table'], string, number])[] = [
  ['coverage', 'faults', 1],
  ['coverage', 'share_of_ideal', 0],
  ['coverage', 'mpka', 4],
  ['coverage', 'walk_cycles', 6],
  ['coverage', 'page_table_bytes', 7],
  ['fragmentation', 'bytes_lost_to_alignment', 3],
  ['fragmentation', 'failed', 5],
  ['coverage', 'fallbacks_pmd', 9],
  ['coverage', 'fallbacks_pud', 8],
  ['coverage', 'coverage_2m_or_more', 11],
  ['coverage', 'aslr_bits', 10],
  ['fragmentation', 'unusable_1g', 12],
  ['fragmentation', 'padding_losses', 13],
  ['coverage', 'type1_lookups', 14],
  ['fragmentation', 'vmas', 15],
  ['fragmentation', 'system_calls', 16],
  ['fragmentation', 'hook_calls', 17],
];

/** The figures that a scenario's table shows, the headline metric among them, in order from left to right. */
export function figureColumns(headline: FigureColumn): readonly FigureColumn[] {
  const shown = WANTED.map(([table, name, priority]) => figureColumn(table, name, priority));
  const place = shown.findIndex(({ column }) => column === headline.column);
  if (place < 0) return [{ ...headline, priority: 0 }, ...shown];
  return shown.map((figure, index) => (index === place ? { ...figure, priority: 0 } : figure));
}

function figureColumn(table: FigureColumn['table'], name: string, priority: number): FigureColumn {
  const column = columnNamed(name, table);
  if (column === undefined) throw new Error(`the catalogue has no column ${name} in ${table}`);
  return { column, table, priority };
}
