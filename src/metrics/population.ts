import type { LeafKind } from '../machine/architectures.ts';
import { alignUp, residue } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import { packedMap } from '../machine/packed-map.ts';
import type { MappedSource, MappingOutcome } from '../replay/outcome.ts';
import { physicalPieces } from '../replay/source-facts.ts';

/** How a mapping's pages come to be mapped. */
export interface Population {
  /** `none`: the device has taken its memory away. */
  readonly by: 'huge-fault' | 'remap' | 'anon' | 'file' | 'hugetlb' | 'none';
  /** Leaf sizes that can occur, largest first. */
  readonly kinds: readonly LeafKind[];
}

/** Part of one VMA behind which addresses run on without a break. Bytes. */
export interface Segment {
  readonly vaBytes: number;
  readonly lengthBytes: number;
  /** What the address must be congruent to for a leaf: the physical address, or the file offset. */
  readonly targetBytes: number;
}

/** One VMA of a mapping, cut where its physical ranges change. Bytes. */
export interface PopulatedVma {
  readonly vaBytes: number;
  /** Where the VMA begins within the mapping. */
  readonly mappingOffsetBytes: number;
  readonly lengthBytes: number;
  readonly segments: readonly Segment[];
}

const LARGE_FIRST: readonly LeafKind[] = ['pud', 'contpmd', 'pmd', 'contpte', 'pte'];

/** Which leaves a mapping can get, by choice 29: what the kernel makes today, or what the hardware has. */
export function populationOf(machine: Machine, { source, nohugepage }: MappingOutcome): Population {
  const hardware = machine.truth === 'hardware';
  const kinds = (wanted: (kind: LeafKind) => boolean) =>
    LARGE_FIRST.filter((kind) => kind === 'pte' || (machine.leafBytes[kind] > 0 && wanted(kind)));
  if (source.kind === 'hugetlb') return { by: 'hugetlb', kinds: hugetlbKinds(machine, source.pageBytes) };
  if (source.kind === 'file' && source.file.hugetlbPageBytes > 0) {
    return { by: 'hugetlb', kinds: hugetlbKinds(machine, source.file.hugetlbPageBytes) };
  }
  if (source.kind === 'device') {
    if (source.revoked) return { by: 'none', kinds: [] };
    if (source.device.facts.populate === 'remap') {
      return {
        by: 'remap',
        kinds: kinds((kind) => hardware || (machine.remapLeaves === 'pmd' && kind === 'pmd')),
      };
    }
    const huge = machine.faults.hugePfnmap && !nohugepage;
    return {
      by: 'huge-fault',
      kinds: kinds((kind) => huge && (hardware || kind === 'pmd' || kind === 'pud')),
    };
  }
  const folio = nohugepage ? machine.pageBytes : folioBytes(machine, source);
  const cont = hardware || machine.arch === 'arm64';
  const usable = (kind: LeafKind) =>
    machine.leafBytes[kind] <= folio && (hardware || kind === 'pmd' || (kind === 'contpte' && cont));
  return {
    by: source.kind === 'file' ? 'file' : 'anon',
    kinds: kinds((kind) => kind !== 'pud' && usable(kind)),
  };
}

function hugetlbKinds(machine: Machine, pageBytes: number): LeafKind[] {
  return LARGE_FIRST.filter((kind) => machine.leafBytes[kind] === pageBytes);
}

/** The largest folio that memory without a device may be in, bytes. */
function folioBytes(machine: Machine, source: MappedSource & { kind: 'anon' | 'file' }): number {
  const { thp, leafBytes, pageBytes } = machine;
  if (source.kind === 'file') return source.file.folioBytes;
  if (source.shared) {
    const huge = thp.shmemEnabled !== 'never' && thp.shmemEnabled !== 'deny' && thp.shmemEnabled !== 'advise';
    return huge ? leafBytes.pmd : pageBytes;
  }
  return thp.enabled === 'always' ? leafBytes.pmd : Math.max(thp.anonFolioBytes, pageBytes);
}

/** In how large pieces memory lies together physically where its addresses run on: all of a device's range. Bytes. */
export function contiguousBytes(machine: Machine, { source, nohugepage }: MappingOutcome): number {
  if (source.kind === 'device') return Number.POSITIVE_INFINITY;
  if (source.kind === 'hugetlb') return source.pageBytes;
  return nohugepage ? machine.pageBytes : folioBytes(machine, source);
}

/** The VMAs of a mapping with what lies behind them. */
export function populatedVmas({ source, pieces, sourceOffsetBytes }: MappingOutcome): PopulatedVma[] {
  return packedMap(pieces, ({ vaBytes, lengthBytes, offsetBytes }) => ({
    vaBytes,
    mappingOffsetBytes: offsetBytes - sourceOffsetBytes,
    lengthBytes,
    segments: segmentsOf(source, vaBytes, lengthBytes, offsetBytes),
  }));
}

/** A level of page tables above every leaf: addresses congruent modulo it are congruent modulo every leaf. */
const APART = 2 ** 42;

/**
 * The same mapping alone at the address that suits it best: VA ≡ PA (files: the offset; anonymous memory: 0) for every
 * range by itself, or with `oneVa` for the first range only. Every part gets addresses that no other has.
 */
export function idealVmas(mapping: MappingOutcome, oneVa: boolean, from = { vaBytes: 0 }): PopulatedVma[] {
  const whole = [{ vaBytes: 0, lengthBytes: mapping.lengthBytes, offsetBytes: mapping.sourceOffsetBytes }];
  const parts = mapping.status === 'failed' && mapping.error !== 'EINVAL' ? whole : mapping.pieces;
  return parts.flatMap(({ lengthBytes, offsetBytes }) => {
    const segments = segmentsOf(mapping.source, 0, lengthBytes, offsetBytes);
    const [first] = segments;
    if (!first) return [];
    const at = offsetBytes - mapping.sourceOffsetBytes;
    if (oneVa) {
      const vaBytes = apart(from, first.targetBytes, lengthBytes);
      const moved = packedMap(segments, (segment) => ({ ...segment, vaBytes: vaBytes + segment.vaBytes }));
      return [{ vaBytes, mappingOffsetBytes: at, lengthBytes, segments: moved }];
    }
    return packedMap(segments, (segment) => {
      const vaBytes = apart(from, segment.targetBytes, segment.lengthBytes);
      const moved = { ...segment, vaBytes };
      return {
        vaBytes,
        mappingOffsetBytes: at + segment.vaBytes,
        lengthBytes: segment.lengthBytes,
        segments: [moved],
      };
    });
  });
}

/** The next free fictional address that is congruent to a target. */
function apart(from: { vaBytes: number }, targetBytes: number, lengthBytes: number): number {
  const vaBytes = from.vaBytes + residue(targetBytes, APART);
  from.vaBytes = alignUp(vaBytes + lengthBytes, APART);
  return vaBytes;
}

function segmentsOf(
  source: MappedSource,
  vaBytes: number,
  lengthBytes: number,
  offsetBytes: number,
): Segment[] {
  if (source.kind !== 'device') {
    const target = source.kind === 'anon' && !source.shared ? 0 : offsetBytes;
    return [
      { vaBytes, lengthBytes, targetBytes: source.kind === 'anon' && !source.shared ? vaBytes : target },
    ];
  }
  let at = vaBytes;
  return packedMap(physicalPieces(source.region, offsetBytes, lengthBytes), (piece) => {
    const segment = { vaBytes: at, lengthBytes: piece.lengthBytes, targetBytes: piece.physBytes };
    at += piece.lengthBytes;
    return segment;
  });
}
