import { alignDown, alignUp, hex, residue, sizeText } from '../../machine/bytes.ts';
import { leavesAbovePage } from '../../machine/machine.ts';
import type { CheckedRegion, MmapStatement } from '../checked-scenario.ts';
import { positive, wholeNumber } from './calculate.ts';
import { settled } from './draws.ts';
import { reportHugetlbPage } from './files.ts';
import { insidePage } from './page-boundaries.ts';
import { type PointScope, reportOutside, reportUnalignedValue } from './point-scope.ts';
import { checkFixedAddress, checkLength, checkOffset } from './statement-values.ts';

/** Checks the numbers of one mmap at one sweep point. */
export function checkMmapValues(statement: MmapStatement, scope: PointScope): undefined {
  const offset = checkOffset(statement.offset, scope);
  const length = checkLength(statement.length, scope);
  checkAddress(statement, length, scope);
  if (statement.in32bit && scope.machine.placement !== 'x86')
    scope.report('PL3016', statement.span, { arch: scope.machine.arch });
  const { source } = statement;
  if (source.kind === 'hugetlb') checkHugetlb(statement, scope);
  if (offset === undefined || (statement.length && length === undefined)) return;
  if (source.kind === 'device') checkDeviceRange(statement, source, offset, length, scope);
  if (source.kind === 'file') checkFileRange(statement, source.file, offset, length, scope);
}

function checkAddress({ at, fixed }: MmapStatement, length: number | undefined, scope: PointScope): void {
  if (!at) return;
  if (fixed !== 'no') {
    checkFixedAddress(at, scope, length ?? 1);
    return;
  }
  const hint = settled(at.offset, scope);
  if (hint !== undefined && at.base === undefined && hint !== 0)
    reportOutside('PL3032', at.span, hint, hint + (length ?? 0), scope);
}

function checkHugetlb({ source }: MmapStatement, scope: PointScope): void {
  if (source.kind !== 'hugetlb') return;
  const page = positive('the page size', source.pageBytes, scope, "write 'hugetlb 2M' or 'hugetlb 1G'");
  if (page !== undefined) reportHugetlbPage(page, source.pageBytes, scope.machine, scope);
}

function checkDeviceRange(
  statement: MmapStatement,
  source: { readonly device: string; readonly region: string },
  offset: number,
  length: number | undefined,
  scope: PointScope,
): void {
  const device = scope.devices.get(source.device);
  const region = device?.regions.find(({ name }) => name === source.region);
  if (!device || !region) return;
  const { machine, machineName, report } = scope;
  const inside = insidePage(device, region, machine.pageBytes);
  if (inside)
    report('PL3031', statement.span, {
      region: `${source.device}.${source.region}`,
      ...inside,
      machine: machineName,
      page: sizeText(machine.pageBytes),
    });
  const end = offset + (length ?? 0);
  const limit = alignUp(region.sizeBytes, machine.pageBytes);
  if (end > limit || (length === undefined && offset >= limit)) {
    report('PL3004', (statement.length ?? statement.offset)!.span, {
      offset: sizeText(offset),
      length: sizeText(length ?? 0),
      over: sizeText(end - limit),
      region: `${source.device}.${source.region}`,
      size: sizeText(region.sizeBytes),
      mend: sizeText(Math.max(limit - offset, 0)),
    });
    return;
  }
  checkGuest(statement, region, offset, length ?? region.sizeBytes - offset, scope);
}

function checkFileRange(
  statement: MmapStatement,
  name: string,
  offset: number,
  length: number | undefined,
  scope: PointScope,
): void {
  const file = scope.files.get(name);
  const place = statement.length ?? statement.offset;
  if (!file || !place) return;
  const end = offset + (length ?? 0);
  const limit = alignUp(file.sizeBytes, scope.machine.pageBytes);
  if (end <= limit && (length !== undefined || offset < limit)) return;
  scope.report('PL3005', place.span, {
    offset: sizeText(offset),
    length: sizeText(length ?? 0),
    over: sizeText(end - limit),
    file: name,
    size: sizeText(file.sizeBytes),
  });
}

/** A guest address must be congruent to the physical one for the second stage to use the same leaves. */
function checkGuest(
  { guest }: MmapStatement,
  region: CheckedRegion,
  offset: number,
  length: number,
  scope: PointScope,
): void {
  const address = guest && wholeNumber('the guest address', guest, scope);
  if (!guest || address === undefined) return;
  reportUnalignedValue('PL3021', guest.span, address, scope);
  const phys = region.ranges[0]!.physBytes + offset;
  const leaf = leavesAbovePage(scope.machine, { cont: false }).find((bytes) => bytes <= length);
  if (leaf === undefined || region.ranges.length > 1 || residue(address - phys, leaf) === 0) return;
  const mend = hex(alignDown(address, leaf) + residue(phys, leaf));
  scope.report('PL3017', guest.span, { address: hex(address), phys: hex(phys), leaf: sizeText(leaf), mend });
}
