import { Choices } from './choices.ts';
import type { Corpus, Finding, Loss, Pair } from './corpus.ts';
import { featuresOf } from './features.ts';
import { generate } from './generate.ts';
import { breachOf, textBreach } from './invariants/breach.ts';
import { type Judged, type JudgeSettings, judge } from './judge.ts';
import { losingMapping } from './losing-mapping.ts';
import { type HuntMetric, lossBetween } from './loss.ts';
import { type Fences, mutate } from './mutate.ts';
import type { Situation } from './situation.ts';

/** What a hunt is after, and how situations are judged. */
export interface HuntSettings {
  readonly judge: JudgeSettings;
  readonly metric: HuntMetric;
  readonly pairs: readonly Pair[];
  /** Losses below this share are none. */
  readonly least: number;
  readonly fences: Fences;
  /** Names of the invariants that are looked at; none in a hunt for losses. */
  readonly invariants: readonly string[];
}

/** One try, so that it can be made anywhere: where it begins, and which stream decides the rest. */
export interface Try {
  readonly seed: number;
  /** Number of the try in the hunt, from 0. */
  readonly place: number;
  /** What is changed; undefined: a situation is made from nothing. */
  readonly parent: Situation | undefined;
  /** Lends its parts. */
  readonly other: Situation | undefined;
}

/** Tries of a round: results are merged between rounds only, so that they do not depend on who is faster. */
export const ROUND = 128;

/**
 * The tries of one round. Of four, one begins from nothing (or from a situation of the family), one from a situation
 * that showed something new, two from the best so far.
 */
export function roundOf(
  corpus: Corpus,
  first: number,
  count: number,
  seed: number,
  seeds: readonly Situation[],
): Try[] {
  const leaders = corpus.leaders();
  const known = [...seeds, ...corpus.situations];
  return Array.from({ length: count }, (_, index) => {
    const place = first + index;
    const choices = new Choices(seed, `try ${place}`);
    const drawn = [seeds, known, leaders, leaders][choices.below(4)]!;
    const from = drawn.length === 0 ? seeds : drawn;
    const parent = from.length === 0 ? undefined : choices.pick(from);
    const other = known.length === 0 ? undefined : choices.pick(known);
    return { seed, place, parent, other };
  });
}

/** Makes one try; undefined where it came to no situation that can be judged. */
export function makeTry({ seed, place, parent, other }: Try, settings: HuntSettings): Finding | undefined {
  const choices = new Choices(seed, `change ${place}`);
  const situation =
    parent === undefined ? generate(choices) : mutate(parent, choices, settings.fences, other ?? parent);
  if (situation.steps.length === 0) return undefined;
  const { judge: judging, invariants, metric } = settings;
  const breach =
    invariants.length === 0
      ? undefined
      : (breachOf(situation, invariants, judging) ?? textBreach(seed, place, invariants, judging));
  if (breach !== undefined) return { situation, features: [], losses: [], breach };
  const judged = judge(situation, judging);
  if (judged === undefined) return undefined;
  const losses = lossesOf(judged, settings);
  return { situation, features: [...featuresOf(judged, metric.name)], losses };
}

function lossesOf(judged: Judged, { pairs, metric, least }: HuntSettings): Loss[] {
  return pairs.flatMap(({ worse, than }, pair) => {
    const loss = lossBetween(judged, worse, than, metric);
    if (loss === undefined || loss < least) return [];
    const losing = losingMapping(judged, worse, than);
    return losing === undefined ? [] : [{ pair, loss, kind: losing.kind }];
  });
}
