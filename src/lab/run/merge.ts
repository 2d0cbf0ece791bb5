import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ScenarioInfo } from '../../metrics/results.ts';
import type { Kept } from '../../metrics/summary.ts';
import { Trials } from '../../plan/trials.ts';
import { LabError } from '../lab-error.ts';
import type { RunRecord } from '../run-record.ts';
import { checkOutput, type OutputChoice } from '../write-results.ts';
import { JOURNAL_FILE, PLAN_FILE } from './checkpoint.ts';
import { Collection } from './collect.ts';
import { type FinishedRun, written } from './execute.ts';
import { Journal } from './journal.ts';
import { difference, type PlanFile, type PlanIdentity, readPlanFile } from './plan-identity.ts';

/** How folders of shards are to be put together. */
export interface MergeChoice {
  /** As the user wrote them; relative to the working folder of `output`. */
  readonly folders: readonly string[];
  readonly output: OutputChoice;
  /** Take what is there, where trials are missing. */
  readonly partial: boolean;
  readonly kept: Kept;
  readonly record: () => RunRecord;
}

/** A merged run. */
export interface Merged extends FinishedRun {
  /** Trials of the plan that no folder has. */
  readonly missing: number;
}

/** One folder that a shard, or an unfinished run, has left. */
interface Part {
  readonly shown: string;
  readonly folder: string;
  readonly file: PlanFile;
}

/**
 * Puts the shards of one plan together: the very files that a run of the whole plan writes.
 * @throws LabError where folders are of different plans, a shard is there twice, or trials are missing.
 */
export async function merge(choice: MergeChoice): Promise<Merged> {
  const { output, partial, kept, record } = choice;
  const parts = choice.folders.map((shown) => partIn(shown, output.cwd));
  const plan = onePlan(parts);
  refuseTwice(parts);
  checkOutput(
    output,
    plan.scenarios.map(({ name }) => name),
  );
  const { count } = new Trials<string, ScenarioInfo>(plan.scenarios);
  const journals = parts.map(({ folder }) => new Journal(path.join(folder, JOURNAL_FILE), count));
  const close = async () => {
    for (const journal of journals) await journal.close();
  };
  try {
    const collection = new Collection(plan, journals);
    const { missing } = collection;
    if (missing > 0 && !partial) throw missingTrials(collection, parts, count);
    const summed = written(collection, { plan, missing, output, kept, record });
    return { ...summed, missing, cells: () => collection.cells(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function partIn(shown: string, cwd: string): Part {
  const folder = path.resolve(cwd, shown);
  const name = path.join(folder, PLAN_FILE);
  const file = existsSync(name) ? readPlanFile(readFileSync(name, 'utf8')) : undefined;
  if (file !== undefined && existsSync(path.join(folder, JOURNAL_FILE))) return { shown, folder, file };
  throw new LabError(
    'no-such-input',
    `'${shown}' is no folder of a shard: it has no readable ${PLAN_FILE}`,
    "name folders that 'policy-lab run --shard INDEX/OF --out DIR' has written",
  );
}

function onePlan(parts: readonly Part[]): PlanIdentity {
  const [first, ...others] = parts as readonly [Part, ...Part[]];
  for (const { shown, file } of others) {
    const reason = difference(file.plan, first.file.plan);
    const shards =
      file.shard?.of === first.file.shard?.of ? undefined : 'its plan was cut into another number of shards';
    if (reason === undefined && shards === undefined) continue;
    throw new LabError(
      'shards-mixed',
      `'${shown}' belongs to another plan than '${first.shown}': ${reason ?? shards}`,
      'merge the shards of one plan only',
    );
  }
  return first.file.plan;
}

function refuseTwice(parts: readonly Part[]): void {
  const seen = new Map<number | undefined, string>();
  for (const { shown, file } of parts) {
    const index = file.shard?.index;
    const other = seen.get(index);
    if (other !== undefined) {
      const what = file.shard === null ? 'the whole plan' : `shard ${index}/${file.shard.of}`;
      throw new LabError(
        'shards-twice',
        `'${other}' and '${shown}' are both ${what}`,
        'name each shard once',
      );
    }
    seen.set(index, shown);
  }
}

function missingTrials(collection: Collection, parts: readonly Part[], count: number): LabError {
  const of = parts[0]!.file.shard?.of ?? 1;
  const there = new Set(parts.map(({ file }) => file.shard?.index ?? 1));
  const absent = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !there.has(index));
  const which =
    absent.length > 0
      ? `shards ${absent.slice(0, 10).join(', ')}${absent.length > 10 ? ', …' : ''} of ${of} are not named`
      : 'a shard did not come to its end';
  return new LabError(
    'shards-missing',
    `${collection.missing} of ${count} trials are missing: ${which}`,
    'run what is missing (--resume goes on with a shard), or take what is there with --partial',
  );
}
