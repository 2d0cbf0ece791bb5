import type { CellPlan } from '../../metrics/run-cell.ts';
import { type ChosenPolicy, withOptions } from '../../policies/chosen-policy.ts';
import { PolicyRun } from '../../policies/policy-run.ts';
import { Cell } from '../../replay/cell.ts';
import { outcomeOf } from '../../replay/outcome-of.ts';
import { Holes } from './holes.ts';
import { snapshotMapping } from './mapping.ts';
import type { AddressMap, MapSnapshot } from './snapshot.ts';
import { snapshotVmas } from './vmas.ts';

/** Replays a cell under each policy: where everything lies at its end. */
export function mapOfPolicies(plan: CellPlan, policies: readonly ChosenPolicy[]): AddressMap {
  const end = plan.program.operations.length;
  return described(
    plan,
    policies.flatMap((policy) => snapshotsAt(plan, policy, [end])),
  );
}

/** Replays a cell under one policy: where everything lies at `count` moments, evenly apart, the end among them. */
export function mapOfMoments(plan: CellPlan, policy: ChosenPolicy, count: number): AddressMap {
  const end = plan.program.operations.length;
  const moments = Array.from({ length: count }, (_, i) => Math.round(((i + 1) * end) / count));
  return described(plan, snapshotsAt(plan, policy, [...new Set(moments)]));
}

function described(plan: CellPlan, snapshots: readonly MapSnapshot[]): AddressMap {
  const { scenario, point, seed, machine } = plan;
  const { layout, pageBytes, leafBytes, taskSizeBytes } = machine;
  return {
    scenario,
    point: point.label,
    seed,
    machine: `${point.machineName}, kernel ${machine.kernel.name}`,
    pageBytes,
    leafBytes,
    layout,
    mmapBaseBytes: layout === 'topdown' ? machine.mmapBaseBytes : machine.legacyBaseBytes,
    taskSizeBytes,
    snapshots,
  };
}

/** Snapshots after so many calls of the program; `moments` ascend. */
function snapshotsAt(plan: CellPlan, asked: ChosenPolicy, moments: readonly number[]): MapSnapshot[] {
  const { point, program, machine } = plan;
  const policy = withOptions(asked, point.policyOptions[asked.definition.id]);
  const skipped = policy.definition.skips?.(machine, policy.options);
  if (skipped !== undefined)
    return moments.map((calls) => nothing(plan, policy, calls, `skipped: ${skipped}`));
  const holes = new Holes();
  const run = new PolicyRun(policy, machine);
  const cell = new Cell({ point, program, run, observe: (_slot, _mm, area) => holes.observe(area) });
  const snapshots: MapSnapshot[] = [];
  let calls = 0;
  for (const moment of moments) {
    for (; calls < moment; calls++) {
      const operation = program.operations[calls]!;
      cell.run(operation);
      holes.note(cell, operation);
    }
    if (calls === program.operations.length) cell.finish();
    snapshots.push(snapshot(plan, policy, cell, holes, calls));
  }
  return snapshots;
}

function snapshot(
  plan: CellPlan,
  policy: ChosenPolicy,
  cell: Cell,
  holes: Holes,
  calls: number,
): MapSnapshot {
  const { failure, mappings } = outcomeOf(cell);
  if (failure) return nothing(plan, policy, calls, `${failure.status}: ${failure.message}`);
  const bound = policy.definition.bound ?? false;
  return {
    ...nothing(plan, policy, calls, ''),
    vmas: bound ? [] : snapshotVmas(cell),
    mappings: mappings.map((mapping) => snapshotMapping(plan.machine, mapping, bound)),
    holes: bound ? [] : holes.left(cell.mm),
  };
}

function nothing(
  plan: CellPlan,
  { label, definition }: ChosenPolicy,
  calls: number,
  message: string,
): MapSnapshot {
  return {
    policy: label,
    bound: definition.bound ?? false,
    message,
    calls,
    allCalls: plan.program.operations.length,
    vmas: [],
    mappings: [],
    holes: [],
  };
}
