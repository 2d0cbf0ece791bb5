import { GIB, MIB } from '../../src/machine/bytes.ts';
import type { CellContext } from '../../src/metrics/measure-cell.ts';
import type { CellOutcome, MappingOutcome } from '../../src/replay/outcome.ts';
import { ANON, device, machineOf, outcome, region } from './outcomes.ts';

/** Where everything lies. */
export const X86 = machineOf();
export const P = 4096;
export const VA = 2 ** 46;
export const PA = 2 ** 45;

/** A BAR of 2 GiB, congruent to its PA modulo 2M and not 1G. */
export const BAR2 = outcome(device(region([PA, 2 * GIB])), [[VA + 2 * MIB, 2 * GIB]], {
  slot: 4,
  name: 'bar2',
  mmapOffsetBytes: 2 ** 41,
  search: 'mask 2M',
  alignBytes: 2 * MIB,
  searches: 2,
  systemCalls: 3,
  hookCalls: 1,
  lostBytes: 3 * P,
});

/** A megabyte of base pages. */
export const BUFFER = outcome(ANON, [[VA + 8 * GIB, MIB]], {
  slot: 5,
  name: 'buffer',
  status: 'fallback',
  lengthBytes: MIB - 1,
});

/** A cell whose address space holds them both. */
export function cell(mappings: readonly MappingOutcome[], more: Partial<CellOutcome> = {}): CellOutcome {
  return {
    failure: undefined,
    mappings,
    vmas: [
      { start: VA + 2 * MIB, end: VA + 2 * MIB + 2 * GIB },
      { start: VA + 8 * GIB, end: VA + 8 * GIB + MIB },
    ],
    mmapBaseBytes: VA + 16 * GIB,
    failed: 1,
    paddingLosses: 2,
    lostBytes: 3 * P,
    searches: 4,
    systemCalls: 5,
    hookCalls: 6,
    ...more,
  };
}
const LINUX = cell([], { vmas: [{ start: VA, end: VA + P }], lostBytes: P });

/** What surrounds its measurement: linux has a window that begins at VA. */
export const context = (more: Partial<CellContext> = {}): CellContext => ({
  machine: X86,
  linux: LINUX,
  bound: false,
  oneVa: false,
  touches: [],
  ...more,
});
