/** A stretch of addresses that something stands in. Bytes; `end` is exclusive. */
export interface Occupant {
  readonly start: number;
  readonly end: number;
}

/** A device with one region. Bytes. */
export interface SituationDevice {
  readonly kind: 'device';
  readonly driver: string;
  /** A BAR, which PCI aligns to its size, a power of two; else a region of any size at any page. */
  readonly bar: boolean;
  /** What lies behind the region, in order. `phys` is the residue modulo {@link PHYSICAL_ROOM}: text adds the rest. */
  readonly ranges: readonly { readonly phys: number; readonly length: number }[];
  /** What `mmap areas of` leaves out. */
  readonly hole?: { readonly from: number; readonly length: number };
  /** `tells` lines, as the language writes them. */
  readonly tells: readonly string[];
}

/** A file. Bytes. */
export interface SituationFile {
  readonly kind: 'file';
  readonly fs: string;
  readonly size: number;
  /** Settings behind its size, as the language writes them: `folios up to 2M`, `huge always`. */
  readonly settings: readonly string[];
}

/** A source that a family declares: its text is not the hunt's to change. */
export interface GivenSource {
  readonly kind: 'given';
  /** As an mmap names it: `gpu.bar2`. */
  readonly label: string;
  readonly size: number;
  readonly of: 'device' | 'file';
}

/** What can be mapped beside anonymous memory. */
export type SituationSource = SituationDevice | SituationFile | GivenSource;

/** An address: absolute, or relative to where the mapping of an earlier step lies. Bytes. */
export interface StepAddress {
  readonly step?: number;
  readonly bytes: number;
}

/** mmap of a source by its place in the situation's list, or of anonymous memory. Bytes. */
export interface MmapStep {
  readonly do: 'mmap';
  readonly id: number;
  readonly source: number | 'anon';
  /** All that the hole leaves, one mapping each. */
  readonly areas: boolean;
  readonly offset: number;
  /** undefined: the rest of the source. */
  readonly length: number | undefined;
  readonly at: StepAddress | undefined;
  readonly fixed: 'no' | 'fixed' | 'noreplace';
  /** Flags and other clauses, as the language writes them: `32bit`, `prot none`. */
  readonly flags: readonly string[];
}

/** A call on a part of an earlier step's mapping. Bytes; a missing length means the rest. */
export interface RangeStep {
  readonly do: 'munmap' | 'mprotect';
  readonly id: number;
  readonly on: number;
  readonly offset: number;
  readonly length: number | undefined;
}

/** mremap of a whole mapping. */
export interface MremapStep {
  readonly do: 'mremap';
  readonly id: number;
  readonly on: number;
  readonly to: number;
}

/** One statement of the program. Steps name one another by `id`, which survives every change around them. */
export type Step = MmapStep | RangeStep | MremapStep;

/** A situation: what a program maps, in which address space, on which machine. Plain data. */
export interface Situation {
  /** A preset, or a machine of the family. */
  readonly machine: string;
  /** Settings on top of it, as the language writes them: `kernel 6.12`. */
  readonly settings: readonly string[];
  readonly sources: readonly SituationSource[];
  readonly occupancy: readonly Occupant[];
  readonly steps: readonly Step[];
}

/** Each range of physical memory has a room of its own of so many bytes, so that none overlap. */
export const PHYSICAL_ROOM = 2 ** 40;

/** The size of a source, in bytes. */
export function sourceSize(source: SituationSource): number {
  return source.kind === 'device' ? source.ranges.reduce((sum, { length }) => sum + length, 0) : source.size;
}

/**
 * The situation without what means nothing in it: steps on mappings that are not made before them, sources that are
 * never mapped, occupants of no length or over one another.
 */
export function tidied(situation: Situation): Situation {
  const made = new Set<number>();
  const steps = situation.steps.flatMap((step): readonly Step[] => {
    if (step.do !== 'mmap') return made.has(step.on) ? [step] : [];
    const kept = step.at?.step !== undefined && !made.has(step.at.step) ? { ...step, at: undefined } : step;
    if (kept.source !== 'anon' && situation.sources[kept.source] === undefined) return [];
    if (!kept.areas) made.add(kept.id);
    return [kept.at === undefined ? { ...kept, fixed: 'no' as const } : kept];
  });
  const mapped = new Set(steps.map((step) => (step.do === 'mmap' ? step.source : undefined)));
  const kept = [...situation.sources.keys()].filter((place) => mapped.has(place));
  return {
    ...situation,
    sources: kept.map((place) => situation.sources[place]!),
    occupancy: apart(situation.occupancy),
    steps: steps.map((step) =>
      step.do === 'mmap' && step.source !== 'anon' ? { ...step, source: kept.indexOf(step.source) } : step,
    ),
  };
}

/** Occupants in order of address, without those that reach into one before. */
function apart(occupancy: readonly Occupant[]): readonly Occupant[] {
  const sorted = occupancy.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const kept: Occupant[] = [];
  for (const one of sorted) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}
