import { MIB } from '../machine/bytes.ts';
import { type ChosenPolicy, withOptions } from '../policies/chosen-policy.ts';
import { PolicyRun } from '../policies/policy-run.ts';
import { Cell } from '../replay/cell.ts';
import type { Extent } from '../replay/outcome.ts';
import { fragmentationWindow, gapsIn, unusable } from './fragmentation.ts';
import { type CellPlan, replayUnder } from './run-cell.ts';

/** The address space of a cell at one moment. */
export interface FragmentationMoment {
  /** Calls of the program made so far. */
  readonly calls: number;
  readonly vmas: number;
  readonly gaps: number;
  /** As the column unusable_2m: a ratio; null where nothing is free. */
  readonly unusable2m: number | null;
}

/** How one policy's address space falls apart. */
export interface FragmentationSeries {
  readonly policy: string;
  readonly moments: readonly FragmentationMoment[];
}

/**
 * Replays a cell under each policy and looks at `count` moments, evenly apart, the end among them; policies that skip
 * the machine or fail are left out. The window is that of fragmentation.csv, so the last moment has its figures.
 */
export function fragmentationOverTime(
  plan: CellPlan,
  policies: readonly ChosenPolicy[],
  count: number,
): readonly FragmentationSeries[] {
  const linux = replayUnder(plan, policies[0]!);
  const window = fragmentationWindow(plan.machine.layout, linux.mmapBaseBytes, linux.vmas);
  const end = plan.program.operations.length;
  const moments = [...new Set(Array.from({ length: count }, (_, i) => Math.round(((i + 1) * end) / count)))];
  return policies.flatMap((asked) => {
    const policy = withOptions(asked, plan.point.policyOptions[asked.definition.id]);
    const { definition, options, label } = policy;
    if (definition.bound || definition.skips?.(plan.machine, options) !== undefined) return [];
    const run = new PolicyRun(policy, plan.machine);
    const series = seriesOf(plan, run, window, moments);
    return run.failure ? [] : [{ policy: label, moments: series }];
  });
}

function seriesOf(
  { point, program }: CellPlan,
  run: PolicyRun,
  window: Extent,
  moments: readonly number[],
): FragmentationMoment[] {
  const cell = new Cell({ point, program, run });
  let calls = 0;
  return moments.map((moment) => {
    for (; calls < moment; calls++) cell.run(program.operations[calls]!);
    if (calls === program.operations.length) cell.finish();
    const vmas = cell.mm.space.extents(cell.mm.machine.pageBytes);
    const gaps = gapsIn(window, vmas);
    return { calls, vmas: vmas.length, gaps: gaps.length, unusable2m: unusable(gaps, 2 * MIB) };
  });
}
