import { LEAF_KINDS, type LeafKind } from '../machine/architectures.ts';
import { alignDown, alignUp, congruent } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import { packedMap } from '../machine/packed-map.ts';
import type { TouchedMemory, TouchedRun } from '../tlb/memory.ts';
import type { TlbLeaf } from '../tlb/tlb.ts';
import type { LeafStretch } from './leaves.ts';
import type { PopulatedVma } from './population.ts';

/** A VMA of a mapping with its leaves. */
export interface PlacedLeaves extends PopulatedVma {
  readonly stretches: readonly LeafStretch[];
}

/** A mapping as touches see it. Bytes. */
export interface TouchedMapping {
  readonly slot: number;
  readonly lengthBytes: number;
  /** In how large pieces its memory lies together physically. */
  readonly contiguousBytes: number;
  readonly vmas: readonly PlacedLeaves[];
}

const TABLE_LEVEL: Readonly<Record<LeafKind, number>> = { pte: 0, contpte: 0, pmd: 1, contpmd: 1, pud: 2 };

/** The kinds of leaves of a machine as its TLB sees them: one for each size, and one for coalesced base pages. */
export function tlbLeaves({ leafBytes, levels, tableBits, pageBytes, tlb }: Machine): readonly TlbLeaf[] {
  const leaf = (kind: LeafKind, bytes: number): TlbLeaf => {
    const level = TABLE_LEVEL[kind];
    const depth = levels - level;
    if (tlb.nestedBytes === 0) return { bytes, level, depth };
    const host = hostDepth(tlb.nestedBytes, pageBytes, tableBits);
    return { bytes: Math.min(bytes, tlb.nestedBytes), level, depth: (depth + 1) * (host + 1) - 1 };
  };
  const kinds = packedMap(LEAF_KINDS, (kind) => leaf(kind, Math.max(leafBytes[kind], pageBytes)));
  return [...kinds, leaf('pte', Math.max(tlb.coalesceBytes, pageBytes))];
}

/** Where coalesced base pages stand among the leaves. */
const COALESCED = LEAF_KINDS.length;

/** Levels of a host's walk to a leaf: four levels of tables, as both EPT and NPT have them by default. */
function hostDepth(leafBytes: number, pageBytes: number, tableBits: number): number {
  let depth = 4;
  for (let span = pageBytes * 2 ** tableBits; span <= leafBytes && depth > 2; span *= 2 ** tableBits) depth--;
  return depth;
}

/** Mappings laid one behind the other, with their leaves. */
export function touchedMemory(machine: Machine, mappings: readonly TouchedMapping[]): TouchedMemory {
  const runs: TouchedRun[] = [];
  let base = 0;
  for (const mapping of mappings) {
    const coalesce = machine.tlb.coalesceBytes;
    const whole = coalesce > machine.pageBytes && mapping.contiguousBytes >= coalesce;
    for (const vma of mapping.vmas) {
      const shift = base + vma.mappingOffsetBytes - vma.vaBytes;
      for (const leaves of vma.stretches) {
        const parts =
          whole && leaves.kind === 'pte'
            ? coalesced(leaves, vma, coalesce)
            : [placed(leaves, leaves.start, leaves.end)];
        runs.push(...packedMap(parts, (part) => ({ ...part, from: part.from + shift, to: part.to + shift })));
      }
    }
    base += mapping.lengthBytes;
  }
  return { lengthBytes: base, runs: runs.sort((a, b) => a.from - b.from) };
}

/** Base pages, and those of them that share an entry: whole blocks at congruent addresses. */
function coalesced(pages: LeafStretch, { segments }: PopulatedVma, bytes: number): readonly TouchedRun[] {
  const segment = segments.find(({ vaBytes, lengthBytes }) => pages.start < vaBytes + lengthBytes);
  const [from, to] = [alignUp(pages.start, bytes), alignDown(pages.end, bytes)];
  if (!segment || !congruent(segment.vaBytes, segment.targetBytes, bytes) || to <= from)
    return [placed(pages, pages.start, pages.end)];
  const shared = { ...placed(pages, from, to), leaf: COALESCED };
  const parts = [placed(pages, pages.start, from), shared, placed(pages, to, pages.end)];
  return parts.filter((part) => part.to > part.from);
}

function placed({ kind }: LeafStretch, from: number, to: number): TouchedRun {
  return { from, to, vaBytes: from, leaf: LEAF_KINDS.indexOf(kind) };
}
