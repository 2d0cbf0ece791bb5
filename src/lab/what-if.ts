import type { Machine } from '../machine/machine.ts';
import { measureCell } from '../metrics/measure-cell.ts';
import type { CellResult, RunResult } from '../metrics/results.ts';
import type { ChosenPolicy } from '../policies/chosen-policy.ts';
import { PolicyRun } from '../policies/policy-run.ts';
import { replayWhatIf, type WhatIfOutcome } from '../replay/what-if.ts';
import type { Uncarried, WhatIfProgram } from '../replay/what-if-program.ts';

/** What a recorded program would have got under other policies. */
export interface WhatIf {
  readonly result: RunResult;
  /** Calls that could not be carried over, for each policy that ran. */
  readonly uncarried: ReadonlyMap<string, readonly Uncarried[]>;
}

/** Replays a recorded program under policies, the first of which is the baseline. */
export function whatIf(
  name: string,
  file: string,
  program: WhatIfProgram,
  machine: Machine,
  policies: readonly ChosenPolicy[],
): WhatIf {
  const linux = replayWhatIf(program, new PolicyRun(policies[0]!, machine));
  const uncarried = new Map<string, readonly Uncarried[]>();
  const cells = policies.map((policy, i) => {
    const skipped = policy.definition.skips?.(machine, policy.options);
    const outcome = i === 0 ? linux : replayWhatIf(program, new PolicyRun(policy, machine));
    if (skipped === undefined && !policy.definition.bound) uncarried.set(policy.label, outcome.uncarried);
    return cellOf(name, policy, skipped, outcome, linux, machine);
  });
  const scenario = { name, file, comment: '', machine: machine.arch, points: [''], seeds: [] };
  return {
    uncarried,
    result: {
      scenarios: [scenario],
      policies: policies.map(({ label, definition, needs }) => ({
        label,
        id: definition.id,
        needs,
        toldBy: definition.toldBy,
        source: definition.source,
      })),
      cells,
      expectations: [],
    },
  };
}

function cellOf(
  scenario: string,
  { definition, label, options }: ChosenPolicy,
  skipped: string | undefined,
  { cell }: WhatIfOutcome,
  linux: WhatIfOutcome,
  machine: Machine,
): CellResult {
  const name = { scenario, point: '', seed: null, policy: label };
  const empty = { placements: [], coverage: {}, fragmentation: {} };
  if (skipped !== undefined) return { ...name, status: 'skipped', message: skipped, ...empty };
  if (cell.failure) return { ...name, ...cell.failure, ...empty };
  const bound = definition.bound ?? false;
  const context = { machine, linux: linux.cell, bound, oneVa: options.ranges === 'one-va', touches: [] };
  const failed = cell.mappings.some(({ status }) => status === 'failed') && !bound;
  return { ...name, status: failed ? 'failed' : 'placed', message: '', ...measureCell(cell, context) };
}
