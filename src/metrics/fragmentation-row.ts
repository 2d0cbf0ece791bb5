import { GIB, MIB } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import {
  externalFragmentation,
  fragmentationWindow,
  freeBytes,
  gapHistogram,
  gapsIn,
  largestBytes,
  unusable,
} from './fragmentation.ts';
import type { Row } from './results.ts';

/**
 * The row of fragmentation.csv, without the columns that name the cell.
 * @param linux - what the baseline came to in the same trial: its VMAs set the window, its losses are the yardstick.
 */
export function fragmentationRow(machine: Machine, outcome: CellOutcome, linux: CellOutcome): Row {
  const window = fragmentationWindow(machine.layout, linux.mmapBaseBytes, linux.vmas);
  const gaps = gapsIn(window, outcome.vmas);
  const { vmas } = outcome;
  return {
    vmas: vmas.length,
    window_start: window.start,
    window_end: window.end,
    gaps: gaps.length,
    gap_bytes: freeBytes(gaps),
    largest_gap: largestBytes(gaps),
    gap_histogram: gapHistogram(gaps),
    unusable_2m: unusable(gaps, 2 * MIB),
    unusable_1g: unusable(gaps, GIB),
    extfrag_2m: externalFragmentation(gaps, 2 * MIB),
    extfrag_1g: externalFragmentation(gaps, GIB),
    span: vmas.length === 0 ? 0 : vmas.at(-1)!.end - vmas[0]!.start,
    bytes_lost_to_alignment: outcome.lostBytes,
    bytes_lost_over_linux: outcome.lostBytes - linux.lostBytes,
    failed: outcome.failed,
    padding_losses: outcome.paddingLosses,
    searches: outcome.searches,
    system_calls: outcome.systemCalls,
    hook_calls: outcome.hookCalls,
  };
}
