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

/** Runs trials in this thread; their records are handed over without a copy. */
export default async function runBatch(places: readonly number[]): Promise<unknown> {
  runner ??= start(Tinypool.workerData as WorkerData);
  const records = await (await runner).run(places);
  // A buffer of its own: what is handed over must not take a shared one along.
  const own = new Uint8Array(records);
  return Tinypool.move(own);
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
