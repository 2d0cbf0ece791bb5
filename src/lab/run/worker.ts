import { isMainThread } from 'node:worker_threads';
import Tinypool from 'tinypool';
import type { CheckedScenario } from '../../language/checked-scenario.ts';
import { Trials } from '../../plan/trials.ts';
import { choosePolicies, type PolicyArguments } from '../../plugins/choose-policies.ts';
import { TrialRunner } from './trial-runner.ts';

/** What a thread is given once: it chooses the policies itself, because functions cannot be sent. */
export interface WorkerData {
  readonly scenarios: readonly CheckedScenario[];
  readonly texts: ReadonlyMap<string, string>;
  readonly policyArguments: PolicyArguments;
  readonly cwd: string;
}

let runner: Promise<TrialRunner> | undefined;

/**
 * Runs trials in this thread. Their records are handed over as a copy: from the first buffer on that a thread gives
 * away, V8 compiles all code that uses typed arrays anew, and looks at every access whether the array is still there.
 */
export default async function runBatch(places: readonly number[]): Promise<Uint8Array> {
  runner ??= start(Tinypool.workerData as WorkerData);
  const records = await (await runner).run(places);
  // A buffer of its own: a copy of a view takes the whole buffer along that it looks into.
  return new Uint8Array(records);
}

/** The pool waits for a thread that ended without an error for ever; a plug-in that ends one has thrown instead. */
function refuseToExit(): void {
  process.exit = (code) => {
    throw new Error(`the policy ends its process (exit code ${code ?? 0})`);
  };
}

async function start({ scenarios, texts, policyArguments, cwd }: WorkerData): Promise<TrialRunner> {
  if (!isMainThread) refuseToExit();
  const chosen = await choosePolicies(policyArguments, cwd);
  return new TrialRunner(new Trials(scenarios), chosen, texts);
}
