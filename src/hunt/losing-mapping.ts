import type { CheckedRegion } from '../language/checked-scenario.ts';
import { LEAF_KINDS } from '../machine/architectures.ts';
import { congruent, residue } from '../machine/bytes.ts';
import { leavesAbovePage } from '../machine/machine.ts';
import type { Row } from '../metrics/results.ts';
import type { MmapOperation } from '../plan/operation.ts';
import { blockFits } from '../policies/leaf-fit.ts';
import type { Judged } from './judge.ts';

/** The mapping on which two policies differ most, and what is special about it. */
export interface LosingMapping {
  readonly name: string;
  readonly worse: Row;
  readonly than: Row;
  /** Words for what is special about the mapping and how each policy fared with it: the same for cases of one kind. */
  readonly kind: string;
}

/** Finds the mapping on which the policies differ most; undefined where all named mappings fared alike. */
export function losingMapping(judged: Judged, worse: string, than: string): LosingMapping | undefined {
  const others = new Map(rowsOf(judged, than).map((row) => [row.mapping, row]));
  let found: { worse: Row; than: Row; distance: number } | undefined;
  for (const row of rowsOf(judged, worse)) {
    const other = others.get(row.mapping!);
    if (other === undefined) continue;
    const distance = distanceOf(row, other);
    if (distance > (found?.distance ?? 0)) found = { worse: row, than: other, distance };
  }
  if (found === undefined) return undefined;
  const name = String(found.worse.mapping);
  const facts = factsOf(judged, name);
  const fared = [found.worse, found.than].map((row) => howFared(judged, name, row));
  return { name, worse: found.worse, than: found.than, kind: [...facts, ...fared].join('; ') };
}

function rowsOf({ cells }: Judged, policy: string): readonly Row[] {
  return cells.get(policy)?.result.placements ?? [];
}

/** How differently two policies treated a mapping; a failure weighs most, then leaves, then the address's alignment. */
function distanceOf(a: Row, b: Row): number {
  if ((a.status === 'failed') !== (b.status === 'failed')) return 4;
  if (LEAF_KINDS.some((kind) => a[`leaves_${kind}`] !== b[`leaves_${kind}`])) {
    const [x, y] = [leafCount(a), leafCount(b)];
    return 2 + Math.abs(x - y) / Math.max(x, y, 1);
  }
  if (a.align !== b.align) return 1;
  return a.address === b.address ? 0 : 0.5;
}

function leafCount(row: Row): number {
  return LEAF_KINDS.reduce((sum, kind) => sum + Number(row[`leaves_${kind}`] ?? 0), 0);
}

/** The mmap call behind a named mapping. */
export function operationOf({ plan }: Judged, name: string): MmapOperation | undefined {
  const found = plan.program.operations.findLast((one) => one.op === 'mmap' && one.name === name);
  return found?.op === 'mmap' ? found : undefined;
}

/** What a mapping's leaves must be congruent to: the physical address of its first byte, or its offset in the file. */
export function targetOf(judged: Judged, operation: MmapOperation): number {
  const region = regionOf(judged, operation);
  if (region === undefined) return operation.source.kind === 'file' ? operation.offsetBytes : 0;
  let at = 0;
  for (const { physBytes, sizeBytes } of region.ranges) {
    if (operation.offsetBytes < at + sizeBytes) return physBytes + operation.offsetBytes - at;
    at += sizeBytes;
  }
  return 0;
}

function regionOf({ plan }: Judged, { source }: MmapOperation): CheckedRegion | undefined {
  return source.kind === 'device' ? plan.point.devices[source.device]!.regions[source.region] : undefined;
}

function factsOf(judged: Judged, name: string): string[] {
  const operation = operationOf(judged, name);
  if (operation === undefined) return [];
  const { source, offsetBytes, lengthBytes, at, fixed } = operation;
  const { point, machine } = judged.plan;
  const region = regionOf(judged, operation);
  const target = targetOf(judged, operation);
  const largest = leavesAbovePage(machine).find((size) => blockFits(target, lengthBytes, size));
  const pgoff = (region?.offsetBaseBytes ?? 0) + offsetBytes;
  const what =
    source.kind === 'device'
      ? point.devices[source.device]!.driver
      : source.kind === 'file'
        ? `file with ${point.files[source.file]!.hook} hook`
        : source.kind;
  return [
    what,
    ...(region && /^bar\d$/.test(region.name) ? ['BAR'] : []),
    ...(region?.holes.some(({ fromBytes, lengthBytes }) => offsetBytes >= fromBytes + lengthBytes)
      ? ['behind a hole']
      : []),
    ...(offsetBytes > 0 ? ['from an offset'] : []),
    ...((region?.ranges.length ?? 1) > 1 ? ['several ranges'] : []),
    ...(largest !== undefined && !congruent(pgoff, target, largest) ? ['PA unlike pgoff'] : []),
    ...(residue(lengthBytes, largest ?? machine.pageBytes) > 0 ? ['odd length'] : []),
    ...(at === undefined ? [] : [fixed === 'no' ? 'hint' : fixed]),
  ];
}

function howFared(judged: Judged, name: string, row: Row): string {
  if (typeof row.address !== 'number') return String(row.status);
  const operation = operationOf(judged, name);
  const target = operation === undefined ? 0 : targetOf(judged, operation);
  const fit = leavesAbovePage(judged.plan.machine).filter((size) =>
    blockFits(target, Number(row.length), size),
  );
  const best = fit.findIndex((size) => congruent(Number(row.address), target, size));
  const congruence =
    fit.length === 0
      ? 'nothing fits'
      : best < 0
        ? 'not congruent'
        : best === 0
          ? 'congruent'
          : 'less congruent';
  return `${String(row.search).split(' ')[0]} ${congruence}`;
}
