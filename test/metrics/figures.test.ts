import { describe, expect, it } from 'vitest';
import { FIGURES, figureNamed, figurePlace, figuresOf } from '../../src/metrics/figures.ts';
import type { CellResult } from '../../src/metrics/results.ts';
import type { Status } from '../../src/replay/status.ts';

/** A cell with two figures. */
const cell = (status: Status, faults: number | string | null): CellResult => ({
  ...{ scenario: 's', point: 'p', seed: 1, policy: 'mine', status, message: '' },
  ...{ placements: [], coverage: { faults }, fragmentation: { gaps: 7 } },
});

describe('figures', () => {
  it('are the numbers of coverage.csv and fragmentation.csv, not names, seeds or addresses', () => {
    const names = FIGURES.map(({ table, column }) => `${table} ${column.name}`);
    expect(names).toContain('coverage share_of_ideal');
    expect(names).toContain('fragmentation gaps');
    for (const other of [
      'coverage seed',
      'coverage status',
      'fragmentation window_start',
      'placements faults',
    ])
      expect(names).not.toContain(other);
    expect(new Set(names).size).toBe(names.length);
  });
  it('have a place, by table and by name alone', () => {
    expect(FIGURES[figurePlace('coverage', 'faults')]).toMatchObject({
      table: 'coverage',
      column: { name: 'faults' },
    });
    expect(figureNamed('faults')).toBe(figurePlace('coverage', 'faults'));
    expect(figureNamed('gaps')).toBe(figurePlace('fragmentation', 'gaps'));
    expect(figureNamed('nothing')).toBe(-1);
    expect(() => figurePlace('coverage', 'gaps')).toThrow('the catalogue has no figure gaps in coverage');
  });
  it('of a cell are NaN where one is empty, no number, or the cell did not end', () => {
    const of = (status: Status, faults: number | string | null) =>
      figuresOf(cell(status, faults))[figurePlace('coverage', 'faults')];
    expect([of('placed', 5), of('failed', 5), of('fallback', 0)]).toEqual([5, 5, 0]);
    for (const status of ['skipped', 'violation', 'error', 'timeout'] as const)
      expect(of(status, 5)).toBeNaN();
    expect(of('placed', null)).toBeNaN();
    expect(of('placed', 'many')).toBeNaN();
    const all = figuresOf(cell('placed', 5));
    expect([all.length, all[figurePlace('fragmentation', 'gaps')]]).toEqual([FIGURES.length, 7]);
  });
});
