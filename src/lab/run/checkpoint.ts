import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { ScenarioInfo } from '../../metrics/results.ts';
import { Trials } from '../../plan/trials.ts';
import { isAlive } from '../is-alive.ts';
import { LabError, systemCode, systemReason } from '../lab-error.ts';
import { makeFolder } from '../make-folder.ts';
import { jsonText } from '../write-results.ts';
import { Journal } from './journal.ts';
import { difference, type PlanFile, readPlanFile } from './plan-identity.ts';

/** Names in the folder of an unfinished run, or of a shard. */
export const PLAN_FILE = 'plan.json';
export const JOURNAL_FILE = 'trials.bin';
const LOCK_FILE = 'lock';

/** What to do with the trials that an earlier run left. */
export type Leftover = 'refuse' | 'resume' | 'restart';

/** The folder in which an unfinished run keeps its finished trials. */
export interface Checkpoint {
  readonly folder: string;
  readonly journal: Journal;
  /** Lets go of the folder, and leaves it for a later run. */
  close(): Promise<void>;
  /** Removes it: its trials stand elsewhere. */
  remove(): Promise<void>;
}

/**
 * Opens the checkpoint of a run, or begins one.
 * @param folder - absolute; `shown` is what the user would call it.
 * @throws LabError where another run works in it, where it is damaged or of another plan, or where one was left.
 */
export function openCheckpoint(
  folder: string,
  shown: string,
  plan: PlanFile,
  leftover: Leftover,
): Checkpoint {
  try {
    makeFolder(folder);
    const unlock = lock(folder, shown);
    try {
      const journal = openJournal(folder, shown, plan, leftover);
      const close = async () => {
        await journal.close();
        unlock();
      };
      const remove = async () => {
        await close();
        rmSync(folder, { recursive: true, force: true });
      };
      return { folder, journal, close, remove };
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    if (systemCode(error) === '' || error instanceof LabError) throw error;
    throw new LabError(
      systemCode(error) === 'ENOSPC' ? 'disk-full' : 'output-unwritable',
      `cannot keep finished trials in '${shown}': ${systemReason(error)}`,
      'choose another folder with --out DIR',
    );
  }
}

function openJournal(folder: string, shown: string, plan: PlanFile, leftover: Leftover): Journal {
  const [planName, journalName] = [path.join(folder, PLAN_FILE), path.join(folder, JOURNAL_FILE)];
  const left = existsSync(planName) || existsSync(journalName);
  if (left && leftover === 'refuse') {
    throw new LabError(
      'checkpoint-left',
      `'${shown}' holds the finished trials of a run that did not come to its end`,
      'go on with --resume, or begin anew with --restart',
    );
  }
  if (left && leftover === 'resume') checkSame(planName, shown, plan);
  if (leftover === 'restart' || !existsSync(planName)) {
    rmSync(journalName, { force: true });
    writeFileSync(planName, jsonText(plan));
  }
  const { count } = new Trials<string, ScenarioInfo>(plan.plan.scenarios);
  // A run that is over before the first flush has no need to write its plan to the disk.
  return new Journal(journalName, count, () => flushFile(planName));
}

function flushFile(name: string): void {
  const file = openSync(name, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function checkSame(planName: string, shown: string, ours: PlanFile): void {
  const theirs = existsSync(planName) ? readPlanFile(readFileSync(planName, 'utf8')) : undefined;
  if (theirs === undefined) {
    throw new LabError(
      'checkpoint-damaged',
      `'${shown}' has no readable ${PLAN_FILE}, so nobody knows what its trials are of`,
      'begin anew with --restart',
    );
  }
  const shard =
    JSON.stringify(theirs.shard) === JSON.stringify(ours.shard) ? undefined : 'it is another shard';
  const reason = difference(theirs.plan, ours.plan) ?? shard;
  if (reason !== undefined) {
    throw new LabError(
      'checkpoint-foreign',
      `'${shown}' belongs to another plan: ${reason}`,
      'run it as before, or begin anew with --restart',
    );
  }
}

/** Takes a folder for this process. Yields what gives it back. @throws LabError where another process has it. */
function lock(folder: string, shown: string): () => void {
  const name = path.join(folder, LOCK_FILE);
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(name, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(name, { force: true });
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      const owner = Number(readFileSync(name, 'utf8'));
      if (attempt > 0 || (owner !== process.pid && isAlive(owner))) {
        throw new LabError(
          'checkpoint-in-use',
          `another run (process ${owner}) is writing to '${shown}'`,
          `wait for it, or choose another folder with --out DIR; if there is none, remove '${shown}/${LOCK_FILE}'`,
        );
      }
      rmSync(name, { force: true });
    }
  }
}
