import { CONSTRUCTS } from './constructs.ts';
import type { Situation, SituationSource, Step } from './situation.ts';

/** Things that a reader must take in: first how many there are, then how round their numbers. */
export interface Simplicity {
  readonly things: number;
  readonly roughness: number;
}

/** How simple a situation is: smaller is simpler. */
export function simplicityOf({ machine, settings, sources, occupancy, steps }: Situation): Simplicity {
  const parts = [
    { things: (machine === 'x86_64' ? 0 : 1) + 2 * settings.length, roughness: 0 },
    ...sources.map(ofSource),
    ...occupancy.map(({ start, end }) => ({ things: 2, roughness: rough(start) + rough(end) })),
    ...steps.map(ofStep),
  ];
  return {
    things: parts.reduce((sum, { things }) => sum + things, 0),
    roughness: parts.reduce((sum, { roughness }) => sum + roughness, 0),
  };
}

/** Negative where `a` is the simpler one. */
export function compareSimplicity(a: Simplicity, b: Simplicity): number {
  return a.things - b.things || a.roughness - b.roughness;
}

function ofSource(source: SituationSource): Simplicity {
  if (source.kind === 'given') return { things: 1, roughness: 0 };
  if (source.kind === 'file') return { things: 2 + source.settings.length, roughness: rough(source.size) };
  const { ranges, hole, tells, bar } = source;
  const lengths = ranges.reduce((sum, { phys, length }) => sum + rough(phys) + rough(length), 0);
  return {
    things:
      1 +
      ranges.length +
      (hole ? 1 : 0) +
      tells.length +
      (bar ? 0 : 1) +
      (source.driver === 'vfio-pci' ? 0 : 1),
    roughness: lengths + (hole ? rough(hole.from) + rough(hole.length) : 0),
  };
}

function ofStep(step: Step): Simplicity {
  if (step.do === 'mremap') return { things: 3, roughness: rough(step.to) };
  const numbers = rough(step.offset) + rough(step.length ?? 0);
  const clauses = (step.offset > 0 ? 1 : 0) + (step.length === undefined ? 0 : 1);
  if (step.do !== 'mmap') return { things: 3 + clauses, roughness: numbers };
  const { areas, at, fixed, flags } = step;
  const place = at === undefined ? 0 : 1 + (fixed === 'no' ? 0 : 1);
  return {
    things: 2 + clauses + (areas ? 1 : 0) + place + flags.length,
    roughness: numbers + rough(Math.abs(at?.bytes ?? 0)),
  };
}

/** Smaller folios are the simpler ones. */
export function folioRank(setting: string): number {
  return CONSTRUCTS.folios.findIndex((size) => setting === `folios up to ${size}`) + 1;
}

/** How rough a number is: the ones among its binary digits weigh most, then its order of magnitude; 0 is round. */
function rough(bytes: number): number {
  let ones = 0;
  let digits = 0;
  for (let rest = bytes; rest >= 1; rest = Math.floor(rest / 2)) {
    digits++;
    if (rest % 2 === 1) ones++;
  }
  return 8 * ones + digits;
}
