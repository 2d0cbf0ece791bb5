import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { choosePolicies } from '../../plugins/choose-policies.ts';
import { LabError } from '../lab-error.ts';
import type { LoadedScenarios } from '../load-scenarios.ts';
import { readManifest } from '../manifest.ts';
import { MANIFEST } from '../output-folder.ts';
import { readText } from '../read-text.ts';
import { execute, type FinishedRun } from '../run/execute.ts';
import { runPlan } from '../run/plan.ts';
import { runRecord } from '../run-record.ts';
import type { OutputChoice } from '../write-results.ts';
import { figuresOfClaim, objections, totalsOfClaim } from './check-claim.ts';
import { type Claim, TOTALS } from './claim.ts';
import { measurePeakMemory } from './peak-memory.ts';

/** How a claim fared. */
export interface ClaimOutcome {
  readonly claim: Claim;
  /** What is wrong; empty where the claim holds. */
  readonly objections: readonly string[];
  readonly cells: number;
  readonly seconds: number;
  readonly peakBytes: number;
}

/** What reruns take. */
export interface ClaimHost {
  readonly loaded: LoadedScenarios;
  /** Folder in which the claims stand, for manifests. */
  readonly folder: string;
  readonly cwd: string;
  readonly workers: number | undefined;
  readonly signal: AbortSignal;
}

/** Reruns what a claim needs, in a folder of its own, and checks it. @throws LabError */
export async function runClaim(claim: Claim, host: ClaimHost): Promise<ClaimOutcome> {
  const began = performance.now();
  const peak = measurePeakMemory();
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'policy-lab-claim-'));
  try {
    const run = await rerun(claim, host, scratch);
    const wrong = objectionsTo(claim, run, host.folder, scratch);
    await run.close();
    return {
      claim,
      objections: wrong,
      cells: run.summary.cells,
      seconds: (performance.now() - began) / 1000,
      peakBytes: peak(),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function rerun(claim: Claim, host: ClaimHost, scratch: string): Promise<FinishedRun> {
  const { loaded, cwd, workers, signal } = host;
  const policyArguments = { policy: policiesOf(claim), plugin: undefined };
  const chosen = await choosePolicies(policyArguments, cwd);
  const plan = runPlan({ ...loaded, scenarios: scenariosOf(claim, loaded) }, chosen, policyArguments, cwd);
  const output: OutputChoice | undefined =
    claim.test.kind === 'outputs' ? { dir: 'results', cwd: scratch, force: false } : undefined;
  const ended = await execute(plan, {
    ...{ output, workers, signal },
    leftover: 'refuse',
    shard: undefined,
    kept: () => [],
    progress: () => undefined,
    record: () => runRecord(new Date(), cwd, []),
  });
  if (ended.how !== 'finished')
    throw new LabError('stopped', `stopped in claim '${claim.id}'`, 'begin again');
  return ended;
}

function policiesOf({ policies, test }: Claim): readonly string[] | undefined {
  if (policies.includes('all')) return undefined;
  return test.kind === 'direction' ? [...policies, test.than] : policies;
}

function scenariosOf({ id, scenarios }: Claim, loaded: LoadedScenarios): LoadedScenarios['scenarios'] {
  if (scenarios === undefined) return loaded.scenarios;
  const unknown = scenarios.find((name) => loaded.scenarios.every((scenario) => scenario.name !== name));
  if (unknown !== undefined) {
    throw new LabError(
      'claims-invalid',
      `claim '${id}' speaks of the scenario "${unknown}", which is not there`,
      'name scenarios as their files do; --files says which files',
    );
  }
  return loaded.scenarios.filter(({ name }) => scenarios.includes(name));
}

function objectionsTo(claim: Claim, run: FinishedRun, folder: string, scratch: string): readonly string[] {
  if (claim.test.kind === 'outputs') {
    return differentOutputs(path.join(folder, claim.test.manifest), path.join(scratch, 'results', MANIFEST));
  }
  const isTotal = (TOTALS as readonly string[]).includes(claim.metric);
  return objections(claim, isTotal ? totalsOfClaim(claim, run.summary) : figuresOfClaim(claim, run.cells()));
}

/** Outputs whose hashes in two manifests are not the same. */
function differentOutputs(expected: string, found: string): readonly string[] {
  const now = new Map(outputsOf(found).map(({ path: name, sha256 }) => [name, sha256]));
  return outputsOf(expected)
    .filter(({ path: name, sha256 }) => now.get(name) !== sha256)
    .map(
      ({ path: name, sha256 }) => `${name}: expected SHA-256 ${sha256}, got ${now.get(name) ?? 'no file'}`,
    );
}

function outputsOf(file: string) {
  const read = readText(file);
  if ('error' in read) throw unreadable(`cannot read '${file}': ${read.error}`);
  const result = readManifest(read.text);
  if ('wrong' in result) throw unreadable(`'${file}' is no manifest of a run: ${result.wrong}`);
  return result.manifest.outputs;
}

function unreadable(message: string): LabError {
  return new LabError('unreadable-input', message, 'run the scenarios first');
}
