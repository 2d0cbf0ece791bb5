import { LEAF_KINDS } from '../../machine/architectures.ts';
import type { CellResult, Row } from '../../metrics/results.ts';
import { replayUnder, runCell } from '../../metrics/run-cell.ts';
import { hasFigures } from '../../replay/status.ts';
import type { Invariant, Subject } from './invariant.ts';
import { staysInOwnMemory } from './own-memory.ts';

/** Nobody gets more bytes under huge leaves than `ideal`, mapping by mapping. */
export const bound: Invariant = {
  name: 'bound',
  meaning: 'no policy gets more bytes under huge leaves than ideal, for any mapping that both have',
  violation(subject) {
    const ideal = subject.policies.find(({ definition }) => definition.bound);
    if (ideal === undefined || !staysInOwnMemory(subject.plan.program.operations)) return undefined;
    const linux = replayUnder(subject.plan, subject.policies[0]!);
    const most = runCell(subject.plan, ideal, linux);
    for (const policy of subject.policies) {
      const cell = runCell(subject.plan, policy, linux);
      const problem = hasFigures(cell.status) ? moreThan(subject, cell, most) : undefined;
      if (problem !== undefined) return `${policy.label}: ${problem}`;
    }
    return undefined;
  },
};

function moreThan({ plan }: Subject, cell: CellResult, most: CellResult): string | undefined {
  const share = cell.coverage.share_of_ideal;
  if (typeof share === 'number' && share > 1 + 1e-12) return `its share_of_ideal is ${share}`;
  for (const row of cell.placements) {
    const best = most.placements.find(({ mapping }) => mapping === row.mapping);
    // A call that fails under one policy only may change the pieces that are left of a mapping.
    if (best === undefined || mappedBytes(row) !== mappedBytes(best)) continue;
    if (Number(row.bytes_huge) > Number(best.bytes_huge))
      return `${row.mapping} has ${row.bytes_huge} huge bytes, ideal ${best.bytes_huge}`;
  }
  return undefined;

  function mappedBytes(row: Row): number {
    return LEAF_KINDS.reduce(
      (sum, kind) => sum + Number(row[`leaves_${kind}`] ?? 0) * plan.machine.leafBytes[kind],
      0,
    );
  }
}
