import type { CheckedDevice, CheckedFile, CheckedRegion } from '../language/checked-scenario.ts';
import { alignUp } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { Facts, PrepareAction } from '../policies/policy.ts';

/** Facts of memory about which nobody knows anything. */
export const NO_FACTS: Facts = {
  startPfn: undefined,
  action: undefined,
  maxOrder: undefined,
  pa: undefined,
  ranges: undefined,
  bar: undefined,
  execFolioOrder: 0,
  region: undefined,
};

/** A contiguous piece of a mapping's physical memory. Bytes. */
export interface PhysicalPiece {
  readonly physBytes: number;
  readonly lengthBytes: number;
}

/** The physical pieces behind [offset, offset + length) of a region. Offsets within the region, bytes. */
export function physicalPieces(
  region: CheckedRegion,
  offsetBytes: number,
  lengthBytes: number,
): PhysicalPiece[] {
  const pieces: PhysicalPiece[] = [];
  let at = 0;
  for (const { physBytes, sizeBytes } of region.ranges) {
    const from = Math.max(at, offsetBytes);
    const to = Math.min(at + sizeBytes, offsetBytes + lengthBytes);
    if (to > from) pieces.push({ physBytes: physBytes + (from - at), lengthBytes: to - from });
    at += sizeBytes;
  }
  return pieces;
}

/**
 * The region as its driver maps it: simple-ioremap adds the pgoff, which its prepare hook may have rewritten, to the
 * physical address; every other action names the PFN itself.
 */
export function effectiveRegion({ facts }: CheckedDevice, region: CheckedRegion): CheckedRegion {
  if (facts.action !== 'simple-ioremap' || facts.pgoffShiftBytes === 0) return region;
  const ranges = region.ranges.map((range) => ({
    ...range,
    physBytes: range.physBytes + facts.pgoffShiftBytes,
  }));
  return { ...region, ranges };
}

/** exec_folio_order(): ilog2(CONT_PTES) on arm64, nothing elsewhere. */
export function execFolioOrder({ arch, leafBytes, pageBytes }: Machine): number {
  return arch === 'arm64' && leafBytes.contpte > 0 ? Math.log2(leafBytes.contpte / pageBytes) : 0;
}

/** What a device's driver and its user know of a mapping. `offsetBytes` and `lengthBytes` within the region. */
export function deviceFacts(
  machine: Machine,
  { name, driver, facts }: CheckedDevice,
  region: CheckedRegion,
  offsetBytes: number,
  lengthBytes: number,
): Facts {
  const ranges = physicalPieces(region, offsetBytes, lengthBytes);
  const pa = ranges[0]?.physBytes;
  const claimed = typeof facts.startPfn === 'number' ? facts.startPfn + offsetBytes : pa;
  const startPfn =
    facts.startPfn === false || claimed === undefined ? undefined : claimed / machine.pageBytes;
  const isBar = driver === 'vfio-pci' && /^bar[0-5]$/.test(region.name);
  const sizeBytes = alignUp(region.sizeBytes, machine.pageBytes);
  return {
    startPfn,
    action: prepareAction(machine, facts, claimed),
    maxOrder: maxOrder(machine, facts.maxOrder, isBar ? sizeBytes - offsetBytes : 0, lengthBytes),
    pa,
    ranges,
    bar: isBar ? { startBytes: region.ranges[0]!.physBytes, sizeBytes, offsetBytes } : undefined,
    execFolioOrder: execFolioOrder(machine),
    region: facts.vfio
      ? { id: `${name}.${region.name}`, sizeBytes: region.sizeBytes, offsetBytes }
      : undefined,
  };
}

/** What a file's own file system knows: the largest folio. */
export function fileFacts(machine: Machine, { folioBytes }: CheckedFile): Facts {
  return {
    ...NO_FACTS,
    maxOrder: Math.log2(folioBytes / machine.pageBytes),
    execFolioOrder: execFolioOrder(machine),
  };
}

/** vfio_pci_core_get_mapping_order() of Xu's v2 for `auto` (0 outside the BARs), or what the scenario says. */
function maxOrder(
  machine: Machine,
  told: number | 'auto' | 'none',
  restBytes: number,
  lengthBytes: number,
): number | undefined {
  if (told === 'none') return undefined;
  if (told !== 'auto') return told;
  const reach = Math.min(restBytes, lengthBytes);
  const { pud, pmd } = machine.leafBytes;
  if (pud > 0 && reach >= pud) return Math.log2(pud / machine.pageBytes);
  return pmd > 0 && reach >= pmd ? Math.log2(pmd / machine.pageBytes) : 0;
}

/** The mmap_prepare action; simple-ioremap adds the pgoff to its physical address, which a rewritten one shifts. */
function prepareAction(
  machine: Machine,
  facts: CheckedDevice['facts'],
  paBytes: number | undefined,
): PrepareAction | undefined {
  const kind = facts.action;
  if (kind === 'none') return undefined;
  if (kind === 'kernel-pages' || paBytes === undefined)
    return { kind, startPfn: undefined, startPfnBefore: undefined };
  const startPfn = paBytes / machine.pageBytes;
  const shift = kind === 'simple-ioremap' ? facts.pgoffShiftBytes / machine.pageBytes : 0;
  return { kind, startPfn, startPfnBefore: startPfn - shift };
}
