import type { ScenarioPoint } from '../language/checked-scenario.ts';
import type { Machine } from '../machine/machine.ts';
import type { Program } from '../plan/operation.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { shownValue, thrownText } from '../policies/plain-answer.ts';
import { PolicyRun } from '../policies/policy-run.ts';
import { type CellInput, replayCell } from '../replay/cell.ts';
import type { CellOutcome } from '../replay/outcome.ts';
import { measureCell } from './measure-cell.ts';
import type { CellResult } from './results.ts';

/** What names a cell, and what all its policies share. */
export interface CellPlan {
  readonly scenario: string;
  readonly seed: number | null;
  readonly point: ScenarioPoint;
  readonly machine: Machine;
  readonly program: Program;
}

/** Replays one cell under one policy, without measuring. `observe` sees every search of every placement. */
export function replayUnder(
  plan: CellPlan,
  policy: ChosenPolicy,
  observe?: CellInput['observe'],
): CellOutcome {
  const run = new PolicyRun(policy, plan.machine);
  return replayCell({ point: plan.point, program: plan.program, run, ...(observe && { observe }) });
}

/** Replays and measures one cell. `linux` is the baseline's outcome of the same plan. */
export function runCell(
  plan: CellPlan,
  policy: ChosenPolicy,
  linux: CellOutcome,
  observe?: CellInput['observe'],
): CellResult {
  const name = { scenario: plan.scenario, point: plan.point.label, seed: plan.seed, policy: policy.label };
  const empty = { placements: [], coverage: {}, fragmentation: {} };
  const { definition, options } = policy;
  const skipped = skipOf(policy, plan);
  if (skipped !== undefined) return { ...name, ...skipped, ...empty };
  const outcome = definition.id === 'linux' ? linux : replayUnder(plan, policy, observe);
  if (outcome.failure) return { ...name, ...outcome.failure, ...empty };
  const context = {
    machine: plan.machine,
    linux,
    bound: definition.bound ?? false,
    touches: plan.program.touches,
    oneVa: options.ranges === 'one-va',
  };
  const failed = outcome.mappings.some(({ status }) => status === 'failed') && !definition.bound;
  const { placements, coverage, fragmentation } = measureCell(outcome, context);
  const status = failed ? 'failed' : 'placed';
  return { status, message: '', placements, coverage, fragmentation, ...name };
}

/** Why a policy does not run a cell, as it says itself; undefined where it does. */
function skipOf(
  { definition, options }: ChosenPolicy,
  { machine }: CellPlan,
): Pick<CellResult, 'status' | 'message'> | undefined {
  try {
    const reason: unknown = definition.skips?.(machine, options);
    if (reason === undefined) return undefined;
    if (typeof reason === 'string' && reason !== '') return { status: 'skipped', message: reason };
    return { status: 'violation', message: `skips() answered ${shownValue(reason)}, not why it skips` };
  } catch (error) {
    return { status: 'error', message: thrownText(error) };
  }
}
