import { LEAF_KINDS, type LeafKind } from '../machine/architectures.ts';
import { alignDown, alignUp, congruent } from '../machine/bytes.ts';
import type { Machine } from '../machine/machine.ts';
import type { PopulatedVma, Segment } from './population.ts';

/** Leaf entries by size; a contiguous run counts once. */
export type LeafCounts = Record<LeafKind, number>;

/** A stretch of virtual addresses. Bytes; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Addresses under leaves of one size. Bytes. */
export interface LeafStretch extends Stretch {
  readonly kind: LeafKind;
}

/** The leaves of one VMA, and the addresses that each level of page table must serve. */
export interface VmaLeaves {
  readonly counts: LeafCounts;
  /** Which addresses lie under which leaves, in order of address; what no leaf covers is missing. */
  readonly stretches: readonly LeafStretch[];
  /** Addresses that no PUD leaf covers: they need PMD tables. */
  readonly belowPud: readonly Stretch[];
  /** Addresses that neither PUD nor PMD leaves cover: they need PTE tables. */
  readonly belowPmd: readonly Stretch[];
}

/** No leaves at all. */
export function noLeaves(): LeafCounts {
  return { pte: 0, contpte: 0, pmd: 0, contpmd: 0, pud: 0 };
}

/** Adds `more` to `counts`. */
export function addLeaves(counts: LeafCounts, more: LeafCounts): void {
  for (const kind of LEAF_KINDS) counts[kind] += more[kind];
}

/**
 * The leaves of one VMA in closed form: a block of size S is one leaf where VA ≡ target (mod S) and the whole block
 * lies inside one segment (kernel-facts 4.2, 6.2).
 * @param kinds - sizes that can occur, largest first.
 */
export function vmaLeaves(
  machine: Machine,
  kinds: readonly LeafKind[],
  { segments }: PopulatedVma,
): VmaLeaves {
  const stretches: LeafStretch[] = [];
  const belowPud: Stretch[] = [];
  const belowPmd: Stretch[] = [];
  for (const segment of segments) {
    let rest: readonly Stretch[] = [{ start: segment.vaBytes, end: segment.vaBytes + segment.lengthBytes }];
    let noted = { pud: false, pmd: false };
    for (const kind of kinds) {
      if (kind !== 'pud' && !noted.pud) {
        belowPud.push(...rest);
        noted = { ...noted, pud: true };
      }
      if ((kind === 'contpte' || kind === 'pte') && !noted.pmd) {
        belowPmd.push(...rest);
        noted = { ...noted, pmd: true };
      }
      rest = takeBlocks(stretches, kind, machine.leafBytes[kind], segment, rest);
    }
  }
  stretches.sort((a, b) => a.start - b.start);
  return { counts: countsOf(machine, stretches), stretches, belowPud, belowPmd };
}

function countsOf({ leafBytes }: Machine, stretches: readonly LeafStretch[]): LeafCounts {
  const counts = noLeaves();
  for (const { kind, start, end } of stretches) counts[kind] += (end - start) / leafBytes[kind];
  return counts;
}

/** Takes the blocks of one size and answers what they leave. */
function takeBlocks(
  taken: LeafStretch[],
  kind: LeafKind,
  size: number,
  segment: Segment,
  rest: readonly Stretch[],
): readonly Stretch[] {
  if (!congruent(segment.vaBytes, segment.targetBytes, size)) return rest;
  return rest.flatMap(({ start, end }) => {
    const from = alignUp(start, size);
    const to = alignDown(end, size);
    if (to <= from) return [{ start, end }];
    taken.push({ kind, start: from, end: to });
    return [
      { start, end: from },
      { start: to, end },
    ].filter((part) => part.end > part.start);
  });
}

/** Bytes under leaves of at least `leastBytes`. */
export function bytesUnder(machine: Machine, counts: LeafCounts, leastBytes: number): number {
  return LEAF_KINDS.reduce((sum, kind) => {
    const size = machine.leafBytes[kind];
    return size >= leastBytes && size > 0 ? sum + counts[kind] * size : sum;
  }, 0);
}

/** Bytes times page-table levels saved: a PMD or contPMD leaf saves one, a PUD leaf two. */
export function bytesTimesLevels({ leafBytes }: Machine, { pmd, contpmd, pud }: LeafCounts): number {
  return pmd * leafBytes.pmd + contpmd * leafBytes.contpmd + 2 * pud * leafBytes.pud;
}
