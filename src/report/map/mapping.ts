import { residue } from '../../machine/bytes.ts';
import { leavesAbovePage, type Machine } from '../../machine/machine.ts';
import { PopulatedRegions } from '../../metrics/faults.ts';
import { vmaLeaves } from '../../metrics/leaves.ts';
import { measureIdeal, measureMapping, sourceLabel } from '../../metrics/measure-mapping.ts';
import { PageTables } from '../../metrics/page-tables.ts';
import { idealVmas, populatedVmas, populationOf, type Segment } from '../../metrics/population.ts';
import { blockFits } from '../../policies/leaf-fit.ts';
import type { MappingOutcome } from '../../replay/outcome.ts';
import type { LeafFit, MapMapping } from './snapshot.ts';
import { kindOf } from './vmas.ts';

/** A named mapping with its leaves; under a bound at fictional addresses. */
export function snapshotMapping(machine: Machine, mapping: MappingOutcome, bound: boolean): MapMapping {
  const vmas = bound ? idealVmas(mapping, false) : populatedVmas(mapping);
  const { kinds } = populationOf(machine, mapping);
  const tables = new PageTables(machine);
  const regions = new PopulatedRegions();
  const { counts, faults } = bound
    ? measureIdeal(machine, mapping, regions, tables, { oneVa: false })
    : measureMapping(machine, mapping, regions, tables);
  const segments = vmas.flatMap((vma) => vma.segments);
  const sizes = kinds.map((kind) => machine.leafBytes[kind]);
  return {
    name: mapping.name,
    kind: kindOf(mapping.source),
    source: sourceLabel(mapping),
    target: targetOf(mapping),
    status: mapping.status,
    error: mapping.error,
    search: bound ? '' : mapping.search,
    lengthBytes: mapping.lengthBytes,
    segments,
    leaves: vmas.flatMap((vma) => vmaLeaves(machine, kinds, vma).stretches),
    counts,
    faults,
    fits: segments[0]
      ? leavesAbovePage(machine).map((size) => fitOf(segments[0]!, size, sizes.includes(size)))
      : [],
  };
}

function targetOf({ source }: MappingOutcome): MapMapping['target'] {
  if (source.kind === 'device') return 'PA';
  return source.kind === 'file' ? 'offset' : 'none';
}

function fitOf(
  { vaBytes, targetBytes, lengthBytes }: Segment,
  sizeBytes: number,
  possible: boolean,
): LeafFit {
  const past = residue(vaBytes - targetBytes, sizeBytes);
  return {
    sizeBytes,
    possible,
    fits: blockFits(targetBytes, lengthBytes, sizeBytes),
    awayBytes: past > sizeBytes / 2 ? past - sizeBytes : past,
  };
}
