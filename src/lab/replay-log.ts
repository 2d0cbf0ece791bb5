import type { MapsRegion } from '../import/maps.ts';
import type { RecordingSetup } from '../import/setup.ts';
import { type LoggedCall, StraceReader } from '../import/strace.ts';
import { hex } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { PolicyRun } from '../policies/policy-run.ts';
import { type RecordedOutcome, RecordedReplay } from '../replay/recorded.ts';
import { placesByPolicy } from '../replay/recorded-policy.ts';
import { recordedMachine, snapshotBase } from '../replay/recorded-setup.ts';
import { compareVmas, type VmaComparison } from '../replay/recorded-vmas.ts';
import type { WhatIfBuilder } from '../replay/what-if-program.ts';
import type { NamedDevice } from '../replay/what-if-sources.ts';
import { LabError } from './lab-error.ts';
import { eachLine, type FileProblems, loadSnapshot, type RecordingPlaces } from './recording-files.ts';

/** What a replay of a recording came to. */
export interface LogReplay {
  readonly outcome: RecordedOutcome;
  readonly machine: Machine;
  /** Undefined where there is no snapshot to compare with, or it cannot be compared. */
  readonly vmas: VmaComparison | undefined;
  readonly problems: readonly FileProblems[];
  /** What a reader should know: assumptions, what was left out. */
  readonly notes: readonly string[];
}

/** Lines of noise after which a log is not read on: not one of them was strace's. */
const NOISE = 10_000;

/** Replays a log against a policy. @throws LabError or SetupError where the files cannot be used. */
export function replayLog(
  places: RecordingPlaces,
  told: RecordingSetup,
  policy: ChosenPolicy,
  cwd: string,
  devices: readonly NamedDevice[] = [],
  whatIf?: (setup: RecordingSetup, machine: Machine, regions: readonly MapsRegion[]) => WhatIfBuilder,
): LogReplay {
  const snapshot = loadSnapshot(places.maps, cwd);
  const { setup, notes } = settledSetup(told, snapshot.regions, places.setup === undefined);
  const machine = recordedMachine(setup);
  checkSnapshot(snapshot.regions, machine, places.maps);
  const placeFor =
    policy.definition.id === 'linux'
      ? undefined
      : placesByPolicy(new PolicyRun(policy, machine), setup, devices);
  const builder = whatIf?.(setup, machine, snapshot.regions);
  const onRoot = builder && ((call: LoggedCall) => builder.add(call));
  const replay = new RecordedReplay(setup, snapshot.regions, placeFor, onRoot);
  const log = readLog(places.log, cwd, (group) => replay.take(group));
  const outcome = replay.outcome();
  const after = places.after === undefined ? undefined : loadSnapshot(places.after, cwd);
  const cut = outcome.cut || log.cut;
  return {
    outcome,
    machine,
    vmas: after && !outcome.rootReplaced && !cut ? compareVmas(outcome.mm, after.regions) : undefined,
    problems: [snapshot, log, ...(after ? [after] : [])].filter(({ problems }) => problems.length > 0),
    notes: [...notes, ...outcomeNotes(outcome, cut, after !== undefined)],
  };
}

/** Reads a log to its end. @throws LabError where it is none. */
export function readLog(
  file: string,
  cwd: string,
  take: ConstructorParameters<typeof StraceReader>[0],
): FileProblems & { readonly cut: boolean } {
  const reader = new StraceReader(take);
  eachLine(file, cwd, (text, terminated) => {
    reader.push(text, terminated);
    return reader.readable > 0 || reader.problems.kept.length + reader.problems.more < NOISE;
  });
  reader.end();
  if (reader.readable === 0)
    throw new LabError(
      'unreadable-input',
      `'${file}' is no strace log: no line of it is one of strace's`,
      'LOG is the output of strace -y, with or without -f',
    );
  return { file, problems: reader.problems.list(), cut: reader.cutAt !== undefined };
}

/**
 * The setup with mmap_base from the snapshot, where addresses were randomised, or where nobody said whether they were
 * and the snapshot shows another one.
 */
export function settledSetup(
  setup: RecordingSetup,
  regions: readonly MapsRegion[],
  assumed = false,
): { setup: RecordingSetup; notes: string[] } {
  const mmapBase = snapshotBase(regions);
  const computed = recordedMachine(setup);
  const seen = assumed && computed.layout === 'topdown' && mmapBase !== computed.mmapBaseBytes;
  if (setup.mmapBase !== undefined || !(setup.aslr || seen)) return { setup, notes: [] };
  if (mmapBase === undefined)
    return setup.aslr
      ? {
          setup,
          notes: ['addresses were randomised and the snapshot has no [stack]: mmap_base is a guess'],
        }
      : { setup, notes: [] };
  const why = setup.aslr ? 'addresses were randomised' : 'addresses seem to be randomised';
  return {
    setup: { ...setup, mmapBase },
    notes: [`${why}: mmap_base is taken from the snapshot, ${hex(mmapBase)}`],
  };
}

/** @throws LabError where a snapshot cannot be one of the machine's. */
export function checkSnapshot(regions: readonly MapsRegion[], machine: Machine, file: string): void {
  const high = regions.find(({ end }) => end > machine.taskSizeBytes);
  if (high)
    throw new LabError(
      'unreadable-input',
      `'${file}': line ${high.line}: the region ends above the machine's addresses (${machine.arch}, ${machine.vaBits} bits)`,
      'choose another --machine, or the snapshot that belongs to this log',
    );
  const odd = regions.find(
    ({ start, end }) => start % machine.pageBytes !== 0 || end % machine.pageBytes !== 0,
  );
  if (odd)
    throw new LabError(
      'unreadable-input',
      `'${file}': line ${odd.line}: the region is not made of whole pages of ${machine.pageBytes} bytes`,
      'choose the --machine with the page size of the recording',
    );
}

function outcomeNotes(outcome: RecordedOutcome, cut: boolean, after: boolean): string[] {
  const { refused, outside, executed, rootReplaced } = outcome;
  return [
    ...(outcome.cut ? ['the log is cut off inside its last line; it is replayed up to there'] : []),
    ...(cut && after ? ['the log is cut off: its end cannot be compared with the snapshot'] : []),
    ...(refused > 0
      ? [`${refused} calls were refused for reasons outside of placement (EACCES, a driver, …): not counted`]
      : []),
    ...(executed > 0
      ? [
          `${executed} programs were executed during the log; ${outside} calls of theirs are not replayed: the log does not show their memory`,
        ]
      : []),
    ...(rootReplaced && after
      ? ['the process of the snapshot executed another program: its end is not compared']
      : []),
  ];
}
