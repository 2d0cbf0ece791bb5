import { hasFigures } from '../replay/status.ts';
import { type Column, columnsOf, type Table } from './catalogue.ts';
import type { CellResult } from './results.ts';

/** A number that describes a whole cell: a column of coverage.csv or fragmentation.csv. */
export interface Figure {
  readonly table: Exclude<Table, 'placements'>;
  readonly column: Column;
}

/** Every figure of a cell, in the order of the files: what a summary of many cells is made of. */
export const FIGURES: readonly Figure[] = (['coverage', 'fragmentation'] as const).flatMap((table) =>
  columnsOf(table)
    .filter(({ name, type }) => name !== 'seed' && type !== 'text' && type !== 'address')
    .map((column) => ({ table, column })),
);

const PLACES = new Map(FIGURES.map(({ table, column }, place) => [`${table} ${column.name}`, place]));

/** Where a figure stands in {@link FIGURES}. @throws Error where the catalogue has no such figure. */
export function figurePlace(table: Figure['table'], name: string): number {
  const place = PLACES.get(`${table} ${name}`);
  if (place === undefined) throw new Error(`the catalogue has no figure ${name} in ${table}`);
  return place;
}

/** Where the figure of this name stands in {@link FIGURES}, that of coverage.csv first; -1 where there is none. */
export function figureNamed(name: string): number {
  return FIGURES.findIndex(({ column }) => column.name === name);
}

/** The figures of a cell in the order of {@link FIGURES}; NaN where one is empty. */
export function figuresOf(cell: CellResult): Float64Array {
  const figures = new Float64Array(FIGURES.length).fill(Number.NaN);
  if (!hasFigures(cell.status)) return figures;
  for (let i = 0; i < FIGURES.length; i++) {
    const { table, column } = FIGURES[i]!;
    const value = cell[table][column.name];
    if (typeof value === 'number') figures[i] = value;
  }
  return figures;
}
