import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { MapsReader, type MapsRegion } from '../import/maps.ts';
import { type Mount, readMounts } from '../import/mounts.ts';
import type { ImportProblem } from '../import/problems.ts';
import { DEFAULT_SETUP, type RecordingSetup, readSetup } from '../import/setup.ts';
import { LabError, systemReason } from './lab-error.ts';
import { readLines } from './read-lines.ts';
import { readText } from './read-text.ts';

/** Files of a recording as the user named them; undefined: the one of the same stem beside the log. */
export interface RecordingChoice {
  readonly log: string;
  readonly maps: string | undefined;
  readonly after: string | undefined;
  readonly setup: string | undefined;
  readonly mounts: string | undefined;
}

/** Where a recording's files are, as the user would write them. */
export interface RecordingPlaces {
  readonly log: string;
  readonly maps: string;
  readonly after: string | undefined;
  readonly setup: string | undefined;
  readonly mounts: string | undefined;
}

/** Lines that cannot be read, with the file that they stand in. */
export interface FileProblems {
  readonly file: string;
  readonly problems: readonly ImportProblem[];
}

/** Lines of noise after which a file is not read on: none of them was of its kind. */
const NOISE = 10_000;

/** Finds a recording's files. @throws LabError for a missing log or snapshot. */
export function findRecording(choice: RecordingChoice, cwd: string): RecordingPlaces {
  const stem = choice.log.replace(/\.(?:strace|log|txt)$/, '');
  const beside = (extension: string): string | undefined => {
    const place = `${stem}${extension}`;
    return place !== choice.log && existsSync(path.resolve(cwd, place)) ? place : undefined;
  };
  requireFile(choice.log, cwd);
  const maps = choice.maps ?? beside('.maps');
  if (maps === undefined)
    throw new LabError(
      'no-snapshot',
      `there is no snapshot '${stem}.maps' beside the log`,
      "name the process's /proc/PID/maps from before the first call with --maps; 'policy-lab record' makes all files of one run",
    );
  return {
    log: choice.log,
    maps,
    after: choice.after ?? beside('.after'),
    setup: choice.setup ?? beside('.json'),
    mounts: choice.mounts,
  };
}

function requireFile(file: string, cwd: string): void {
  const stats = statSync(path.resolve(cwd, file), { throwIfNoEntry: false });
  if (stats === undefined)
    throw new LabError(
      'no-such-input',
      `there is no file '${file}'`,
      'LOG is the output of strace -y, with or without -f',
    );
  if (stats.isDirectory())
    throw new LabError('no-such-input', `'${file}' is a folder`, 'name the log itself: NAME.strace');
}

/** The setup beside a log, or the stated defaults. @throws LabError where the JSON cannot be used. */
export function loadSetup({ setup, mounts }: RecordingPlaces, cwd: string): RecordingSetup {
  const base = setup === undefined ? DEFAULT_SETUP : setupOf(setup, cwd);
  return mounts === undefined ? base : { ...base, mounts: mountsOf(mounts, cwd) };
}

function setupOf(file: string, cwd: string): RecordingSetup {
  const result = readSetup(wholeText(file, cwd));
  if ('setup' in result) return result.setup;
  throw new LabError(
    'unreadable-input',
    `cannot use '${file}': ${result.problems.join('; ')}`,
    "docs/recordings.md has every field; 'policy-lab record' writes such a file",
  );
}

function mountsOf(file: string, cwd: string): readonly Mount[] {
  const { mounts, problems } = readMounts(wholeText(file, cwd));
  const [first] = problems;
  if (!first) return mounts;
  throw new LabError(
    'unreadable-input',
    `cannot use '${file}': line ${first.line}: ${first.message}`,
    'copy /proc/self/mounts of the machine on which the log was made',
  );
}

/** Reads a snapshot. @throws LabError where it cannot be read, or is none. */
export function loadSnapshot(file: string, cwd: string): { regions: readonly MapsRegion[] } & FileProblems {
  const reader = new MapsReader();
  eachLine(file, cwd, (text) => {
    reader.push(text);
    return reader.regions.length > 0 || reader.problems.kept.length + reader.problems.more < NOISE;
  });
  if (reader.regions.length === 0)
    throw new LabError(
      'unreadable-input',
      `'${file}' is no snapshot: no line of it is one of /proc/PID/maps`,
      'a snapshot is a copy of /proc/PID/maps or smaps',
    );
  return { regions: reader.regions, file, problems: reader.problems.list() };
}

/** Calls `take` with each line of a file until it answers false. @throws LabError where it cannot be read. */
export function eachLine(
  file: string,
  cwd: string,
  take: (text: string, terminated: boolean) => boolean,
): void {
  try {
    for (const { text, terminated } of readLines(path.resolve(cwd, file)))
      if (!take(text, terminated)) return;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new LabError(
      'no-such-input',
      `cannot read '${file}': ${systemReason(error)}`,
      'name a file that can be read',
    );
  }
}

/** A text file of moderate size. @throws LabError where it cannot be read. */
export function wholeText(file: string, cwd: string): string {
  const read = readText(path.resolve(cwd, file), MOST);
  if ('text' in read) return read.text;
  throw new LabError(
    'no-such-input',
    `cannot read '${file}': ${read.error}`,
    'name a text file that can be read',
  );
}

const MOST = 64 << 20;
