import type { MapsRegion } from '../import/maps.ts';
import type { RecordingSetup } from '../import/setup.ts';
import type { LoggedCall } from '../import/strace.ts';
import { getUnmappedArea } from '../mm/get-unmapped-area.ts';
import type { Mm } from '../mm/mm.ts';
import { RecordedFiles } from './recorded-files.ts';
import { type PlaceFor, RecordedMemory } from './recorded-memory.ts';
import { orderOf } from './recorded-order.ts';
import { RecordedProcesses } from './recorded-processes.ts';
import { recordedProcess } from './recorded-setup.ts';
import { type Difference, Tally } from './recorded-tally.ts';

export type { PlaceFor } from './recorded-memory.ts';
export type { Difference } from './recorded-tally.ts';

/** How a recording went. */
export interface RecordedOutcome {
  /** The process of the snapshot after the last call. */
  readonly mm: Mm;
  /** Calls for which the kernel chose an address, answered as recorded. */
  readonly asRecorded: number;
  readonly fixed: number;
  /** Calls answered otherwise; the first of them stand in `differences`. */
  readonly different: number;
  readonly differences: readonly Difference[];
  /** Calls that were refused for reasons outside of placement. */
  readonly refused: number;
  /** Calls of programs executed during the log, whose memory it does not show. */
  readonly outside: number;
  readonly executed: number;
  /** The process of the snapshot executed another program, so that its end cannot be compared. */
  readonly rootReplaced: boolean;
  /** The log ends inside its last answer. */
  readonly cut: boolean;
}

const kernelPlaces: PlaceFor = () => getUnmappedArea;

/** Replays a recorded program, group by group as a reader hands them on, and compares every answer with the log's. */
export class RecordedReplay {
  readonly #root: RecordedMemory;
  readonly #processes: RecordedProcesses;
  readonly #tally = new Tally();

  readonly #onRoot: ((call: LoggedCall) => void) | undefined;

  /** @param onRoot - sees the calls in the snapshot's memory, in the order in which the kernel did them. */
  constructor(
    setup: RecordingSetup,
    regions: readonly MapsRegion[],
    placeFor: PlaceFor = kernelPlaces,
    onRoot?: (call: LoggedCall) => void,
  ) {
    this.#onRoot = onRoot;
    const context = { setup, placeFor, segments: new Map() };
    const mm = recordedProcess(setup, regions);
    this.#root = new RecordedMemory(mm, context, this.#tally, new RecordedFiles(setup));
    this.#processes = new RecordedProcesses(this.#root);
  }

  /** Runs calls that overlap in the log. */
  take(group: readonly LoggedCall[]): void {
    for (const call of orderOf(this.#processes, group)) {
      if (this.#onRoot && this.#processes.isRoot(call.pid)) this.#onRoot(call);
      this.#processes.run(call);
    }
  }

  /** What the replay has come to so far. */
  outcome(): RecordedOutcome {
    const { asRecorded, fixed, different, differences, refused, cut } = this.#tally;
    const { outside, executed, rootReplaced } = this.#processes;
    const counts = { asRecorded, fixed, different, differences, refused, cut, outside, executed };
    return { mm: this.#root.mm, ...counts, rootReplaced };
  }
}

/** Replays the calls of a recorded program in the order in which they stand. */
export function replayRecorded(
  setup: RecordingSetup,
  regions: readonly MapsRegion[],
  calls: readonly LoggedCall[],
  placeFor: PlaceFor = kernelPlaces,
): RecordedOutcome {
  const replay = new RecordedReplay(setup, regions, placeFor);
  for (const call of calls) replay.take([call]);
  return replay.outcome();
}
