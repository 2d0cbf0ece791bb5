import type { Machine } from '../machine/machine.ts';
import { packedMap } from '../machine/packed-map.ts';
import type { Touch } from '../plan/operation.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import { coverageRow } from './coverage-row.ts';
import { PopulatedRegions } from './faults.ts';
import { fragmentationRow } from './fragmentation-row.ts';
import { measureIdeal, measureMapping, placementRow } from './measure-mapping.ts';
import { PageTables } from './page-tables.ts';
import type { Row } from './results.ts';
import { measureTouches } from './tlb.ts';

/** The figures of one cell, without the columns that name it. */
export interface CellMeasures {
  readonly placements: readonly Row[];
  readonly coverage: Row;
  readonly fragmentation: Row;
}

/** What the cell's policy and its baseline add to the measurement. */
export interface CellContext {
  readonly machine: Machine;
  /** The `linux` run of the same cell: its VMAs set the window, its losses are the yardstick. */
  readonly linux: CellOutcome;
  /** `ideal`: leaves from arithmetic, no addresses. */
  readonly bound: boolean;
  readonly oneVa: boolean;
  readonly touches: readonly Touch[];
}

/** Measures what a cell came to. */
export function measureCell(outcome: CellOutcome, context: CellContext): CellMeasures {
  const { machine, bound } = context;
  const regions = new PopulatedRegions();
  const tables = new PageTables(machine);
  const ideal = { oneVa: context.oneVa, from: { vaBytes: 0 } };
  const measures = packedMap(outcome.mappings, (mapping) =>
    bound
      ? measureIdeal(machine, mapping, new PopulatedRegions(), tables, ideal)
      : measureMapping(machine, mapping, regions, tables),
  );
  return {
    placements: packedMap(measures, (one) => placementRow(machine, one, !bound)),
    coverage: Object.assign(
      coverageRow(machine, measures, tables, bound),
      measureTouches(
        machine,
        packedMap(measures, ({ touched }) => touched),
        context.touches,
      ),
    ),
    fragmentation: bound ? {} : fragmentationRow(machine, outcome, context.linux),
  };
}
