import { describe, expect, it } from 'vitest';
import { type HuntedCase, huntedCase } from '../../src/hunt/case.ts';
import { Corpus } from '../../src/hunt/corpus.ts';
import { judge } from '../../src/hunt/judge.ts';
import { lossBetween } from '../../src/hunt/loss.ts';
import type { Situation, SituationDevice, SituationSource } from '../../src/hunt/situation.ts';
import { type HuntSettings, makeTry, ROUND, roundOf } from '../../src/hunt/tries.ts';
import { GIB, MIB, residue } from '../../src/machine/bytes.ts';
import { settingsFor } from './hunted.ts';

/**
 * Three weaknesses that were published, found again from nothing: no situation is given, and every choice of the
 * generator is uniform. A weakness counts as found when one of the shrunk cases has its cause, and has no loss left once
 * that cause alone is taken away.
 */
const SEEDS = [1, 2, 3, 4, 5];

/** Kinds of loss that are kept, as the command keeps them. */
const KINDS = 128;

/** All tries that a seed has, in whole rounds; docs/hunting.md has how many it took. */
const TRIES = 64 * ROUND;

interface Weakness {
  readonly name: string;
  readonly worse: string;
  readonly than: string;
  readonly metric: string;
  /** What the cause needs at least. */
  readonly source: (source: SituationSource) => boolean;
  /** Whether a shrunk situation has the cause. */
  readonly hasCause: (situation: Situation) => boolean;
  /** The situation with the cause taken away, and nothing else changed. */
  readonly without: (situation: Situation) => Situation;
}

const WEAKNESSES: readonly Weakness[] = [
  {
    // QEMU 9.2 aligns an area by its size; behind an MSI-X table its offset is odd.
    name: 'an area behind a hole of a BAR, under qemu-9.2',
    worse: 'qemu-9.2',
    than: 'qemu-2026',
    metric: 'share_of_ideal',
    source: (one) => one.kind === 'device' && one.bar && one.hole !== undefined,
    hasCause: ({ sources, steps }) =>
      steps.some((step) => step.do === 'mmap' && step.areas) &&
      sources.some((one) => one.kind === 'device' && one.bar && one.hole),
    without: withDevices(({ hole: _, ...device }) => device),
  },
  {
    // The offset of a DMABUF says nothing about its physical address; wilcox-length goes by the offset.
    name: 'a DMABUF at an odd PFN, under a policy that is congruent to pgoff',
    worse: 'wilcox-length',
    than: 'gunthorpe-start-pfn',
    metric: 'share_of_ideal',
    source: (one) => one.kind === 'device' && one.driver === 'dmabuf',
    hasCause: ({ sources, steps }) =>
      sources.length === 1 &&
      steps.every((step) => step.do === 'mmap' && step.offset === 0) &&
      sources.every(
        (one) =>
          one.kind === 'device' &&
          one.driver === 'dmabuf' &&
          one.ranges.length === 1 &&
          residue(one.ranges[0]!.phys, 2 * MIB) > 0,
      ),
    without: withDevices((device) => ({
      ...device,
      ranges: device.ranges.map((range) => ({ ...range, phys: 0 })),
    })),
  },
  {
    // ext4's own hook gives a file all the leaves that it can have, of 2M; by its length alone it is aligned to 1G.
    name: 'a file of 1G aligned to 1G, though its leaves are of 2M, under wilcox-length',
    worse: 'wilcox-length',
    than: 'linux',
    metric: 'bytes_lost_to_alignment',
    source: (one) => one.kind === 'file' && one.size >= GIB,
    hasCause: ({ sources, steps }) =>
      steps.length === 1 &&
      sources.length === 1 &&
      sources.every((one) => one.kind === 'file' && ['ext4', 'xfs'].includes(one.fs) && one.size >= GIB),
    without: (situation) => ({
      ...situation,
      sources: situation.sources.map((one) => (one.kind === 'file' ? { ...one, size: GIB - 2 * MIB } : one)),
    }),
  },
];

function withDevices(change: (device: SituationDevice) => SituationDevice) {
  return (situation: Situation): Situation => ({
    ...situation,
    sources: situation.sources.map((one) => (one.kind === 'device' ? change(one) : one)),
  });
}

describe.each(WEAKNESSES)('$name', (weakness) => {
  it.each(SEEDS)('is found from seed %i', { timeout: 300_000 }, (seed) => {
    const found = rediscover(weakness, seed);
    expect(found).toBeDefined();
    console.log(`${weakness.name}, seed ${seed}: ${found!.tries} tries, ${found!.hunted.lines} lines`);
    expect(found!.hunted.lines).toBeLessThanOrEqual(12);
    expect(found!.hunted.loss).toBeGreaterThanOrEqual(0.5);
  });
});

/** Searches until a shrunk case has the cause; says how many tries that took. */
function rediscover(weakness: Weakness, seed: number): { hunted: HuntedCase; tries: number } | undefined {
  const settings = settingsFor(weakness, weakness.metric);
  const corpus = new Corpus(1, KINDS);
  const shrunk = new Map<Situation, HuntedCase>();
  for (let first = 0; first < TRIES; first += ROUND) {
    for (const one of roundOf(corpus, first, ROUND, seed, [])) {
      const finding = makeTry(one, settings);
      if (finding) corpus.add(finding);
    }
    for (const { situation } of corpus.elites(0)) {
      if (shrunk.has(situation) || !mayShrinkTo(weakness, situation)) continue;
      const hunted = huntedCase(situation, settings.pairs[0]!, settings, 'case');
      shrunk.set(situation, hunted);
      if (isFound(hunted, weakness, settings)) return { hunted, tries: first + ROUND };
    }
  }
  return undefined;
}

/** Shrinking only leaves things out: what has no such source cannot come to the cause, and costs no time. */
function mayShrinkTo({ source }: Weakness, { sources }: Situation): boolean {
  return sources.some(source);
}

function isFound({ situation, loss }: HuntedCase, weakness: Weakness, settings: HuntSettings): boolean {
  if (loss < 0.5 || !weakness.hasCause(situation)) return false;
  const judged = judge(weakness.without(situation), settings.judge);
  const left = judged && lossBetween(judged, weakness.worse, weakness.than, settings.metric);
  return left !== undefined && left < loss / 2 && gainsNothing(weakness, situation, settings);
}

/** What is lost buys no leaf: the loser has none that the other has not. */
function gainsNothing(
  { worse, than }: Weakness,
  situation: Situation,
  { judge: settings }: HuntSettings,
): boolean {
  const cells = judge(situation, settings)!.cells;
  return ['leaves_pmd', 'leaves_pud'].every((name) => {
    const [a, b] = [worse, than].map((label) => Number(cells.get(label)!.result.coverage[name]));
    return a! <= b!;
  });
}
