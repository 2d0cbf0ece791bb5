import { hex } from '../machine/bytes.ts';
import { columnsOf, type Table } from '../metrics/catalogue.ts';
import type { CellResult, Row } from '../metrics/results.ts';
import type { RunSummary } from '../metrics/summary.ts';
import type { Failure } from './expectations.ts';
import { totalsOf } from './totals.ts';

/** Version of the JSON document; it rises when a field changes its meaning. */
export const JSON_VERSION = 1;

/**
 * A run as one JSON document, in parts: every cell with its figures in full (sizes are bytes, addresses `0x…`), the
 * totals, and the expectations that failed. Cells are taken one by one, so that a long run need not be held.
 */
export function* jsonParts(
  summary: RunSummary,
  cells: Iterable<CellResult>,
  failures: readonly Failure[],
): Generator<string> {
  const { scenarios, policies, checked } = summary;
  yield `{\n  "version": ${JSON_VERSION},\n`;
  yield `  "policies": ${indented(policies)},\n`;
  yield `  "scenarios": ${indented(scenarios.map(({ info }) => info))},\n`;
  yield '  "cells": [';
  let first = true;
  for (const cell of cells) {
    yield `${first ? '' : ','}\n    ${indented(jsonCell(cell)).replaceAll('\n', '\n  ')}`;
    first = false;
  }
  yield first ? '],\n' : '\n  ],\n';
  yield `  "totals": ${indented(totalsOf(summary))},\n`;
  yield `  "expectations": ${indented({ checked, failed: failures })}\n}\n`;
}

/** A value of the document's first level. */
function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
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
