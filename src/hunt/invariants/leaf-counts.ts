import { LEAF_KINDS, type LeafKind } from '../../machine/architectures.ts';
import { alignDown, MIB } from '../../machine/bytes.ts';
import type { Machine } from '../../machine/machine.ts';
import { PopulatedRegions } from '../../metrics/faults.ts';
import { type LeafCounts, noLeaves } from '../../metrics/leaves.ts';
import { measureMapping } from '../../metrics/measure-mapping.ts';
import { PageTables } from '../../metrics/page-tables.ts';
import { type PopulatedVma, populatedVmas, populationOf } from '../../metrics/population.ts';
import { replayUnder } from '../../metrics/run-cell.ts';
import type { MappingOutcome } from '../../replay/outcome.ts';
import type { Invariant } from './invariant.ts';

/** Mappings above this are not looked at page by page. */
const MOST_BYTES = 64 * MIB;

/** Leaves as the metrics count them in closed form, against a count page by page. */
export const leafCounts: Invariant = {
  name: 'leaves',
  meaning: 'leaves counted page by page, as faults would make them, are the leaves of the tables',
  violation({ plan, policies }) {
    for (const policy of policies) {
      if (policy.definition.bound) continue;
      for (const mapping of replayUnder(plan, policy).mappings) {
        if (mapping.status === 'failed' || mapping.lengthBytes > MOST_BYTES) continue;
        const measured = measureMapping(
          plan.machine,
          mapping,
          new PopulatedRegions(),
          new PageTables(plan.machine),
        );
        const counted = pageByPage(plan.machine, mapping);
        const wrong = LEAF_KINDS.find((kind) => measured.counts[kind] !== counted[kind]);
        if (wrong !== undefined)
          return `${policy.label}: ${mapping.name} has ${measured.counts[wrong]} leaves ${wrong}, page by page ${counted[wrong]}`;
      }
    }
    return undefined;
  },
};

function pageByPage(machine: Machine, mapping: MappingOutcome): LeafCounts {
  const { kinds } = populationOf(machine, mapping);
  const counts = noLeaves();
  for (const vma of populatedVmas(mapping)) {
    let mappedTo = vma.vaBytes;
    for (let at = vma.vaBytes; at < vma.vaBytes + vma.lengthBytes; at += machine.pageBytes) {
      if (at < mappedTo) continue;
      const kind = kinds.find((one) => fits(machine, vma, at, one));
      if (kind === undefined) continue;
      counts[kind]++;
      mappedTo = alignDown(at, machine.leafBytes[kind]) + machine.leafBytes[kind];
    }
  }
  return counts;
}

/** Whether the block around an address can be one leaf: whole inside one range, VA congruent to what lies behind. */
function fits(machine: Machine, { segments }: PopulatedVma, at: number, kind: LeafKind): boolean {
  const size = machine.leafBytes[kind];
  const block = alignDown(at, size);
  const segment = segments.find(
    ({ vaBytes, lengthBytes }) => block >= vaBytes && block + size <= vaBytes + lengthBytes,
  );
  return segment !== undefined && (segment.targetBytes + block - segment.vaBytes) % size === 0;
}
