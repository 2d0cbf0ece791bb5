import { casesText, comment, scenarioLineCount } from './case.ts';
import type { Pair } from './corpus.ts';
import { figureOf, type Judged, judge } from './judge.ts';
import { lossBetween } from './loss.ts';
import { compareSimplicity, simplicityOf } from './simplicity.ts';
import type { Situation } from './situation.ts';
import type { Told } from './situation-text.ts';
import { figureText, storyOf } from './story.ts';
import type { HuntSettings } from './tries.ts';

/** A shrunk situation, with the greatest loss that was found for the pair that it was shrunk for. */
export interface Shrunk {
  readonly situation: Situation;
  /** Place of that pair in the hunt's list. */
  readonly pair: number;
}

/** One scenario of a matrix, and the pairs that it decides. */
export interface Duel extends Told {
  /** `A`, `B`, …: what the matrix calls it. */
  readonly letter: string;
  readonly lines: number;
}

/** One field of a matrix: the smallest scenario in which the first of a pair loses. */
export interface Decided {
  readonly pair: Pair;
  readonly letter: string;
  readonly lines: number;
  readonly loss: number;
  readonly figures: { readonly worse: number; readonly than: number };
}

/** Who loses to whom, and where. */
export interface Matrix {
  readonly policies: readonly string[];
  readonly metric: string;
  readonly duels: readonly Duel[];
  /** Pairs that are not among them have no case in so many tries. */
  readonly decided: readonly Decided[];
  readonly tries: number;
  readonly seed: number;
}

/** A scenario with the loss of every pair that loses enough in it. */
interface Candidate {
  readonly shrunk: Shrunk;
  readonly judged: Judged;
  readonly lines: number;
  readonly losses: ReadonlyMap<number, number>;
}

/** In a pair's case it loses at least this share of the greatest loss that was found for it. */
const WORTH = 0.5;

/**
 * Makes a matrix of shrunk situations. Of all of them few are kept: again and again the one that decides most pairs
 * that none has decided yet, of equal ones the simplest; at the end those go that the others have made needless.
 */
export function matrixOf(
  shrunk: readonly Shrunk[],
  settings: HuntSettings,
  run: Pick<Matrix, 'tries' | 'seed'>,
): Matrix {
  const { pairs, judge: judging, metric } = settings;
  const candidates = candidatesOf(shrunk, settings);
  const chosen = cover(candidates, pairs.length);
  const duels = chosen.map((one, index) => duelOf(one, letterOf(index), settings));
  return {
    policies: judging.policies
      .map(({ label }) => label)
      .filter((label) => pairs.some(({ worse }) => worse === label)),
    metric: metric.name,
    duels,
    decided: pairs.flatMap((pair, place) => decidedOf(pair, place, chosen, metric.name)),
    ...run,
  };
}

function candidatesOf(shrunk: readonly Shrunk[], settings: HuntSettings): Candidate[] {
  const seen = new Map<string, Shrunk>();
  for (const one of shrunk) {
    const key = JSON.stringify(one.situation);
    if (!seen.has(key)) seen.set(key, one);
  }
  const all = [...seen.values()].flatMap((one) => {
    const judged = judge(one.situation, settings.judge);
    return judged === undefined ? [] : [candidateOf(one, judged, settings)];
  });
  const greatest = settings.pairs.map((_, pair) =>
    Math.max(0, ...all.map(({ losses }) => losses.get(pair) ?? 0)),
  );
  return all.map((one) => ({
    ...one,
    losses: new Map([...one.losses].filter(([pair, loss]) => loss >= greatest[pair]! * WORTH)),
  }));
}

function candidateOf(
  shrunk: Shrunk,
  judged: Judged,
  { pairs, metric, least, judge: judging }: HuntSettings,
): Candidate {
  const losses = new Map<number, number>();
  for (const [place, { worse, than }] of pairs.entries()) {
    const loss = lossBetween(judged, worse, than, metric) ?? 0;
    if (loss >= least) losses.set(place, loss);
  }
  const told = { situation: shrunk.situation, name: 'case', comment: [], expectations: [] };
  return { shrunk, judged, losses, lines: scenarioLineCount(casesText([told], judging.given, [])) };
}

function cover(candidates: readonly Candidate[], pairs: number): Candidate[] {
  const open = new Set(Array.from({ length: pairs }, (_, pair) => pair));
  const chosen: Candidate[] = [];
  for (;;) {
    const news = ({ losses }: Candidate) => [...losses.keys()].filter((pair) => open.has(pair)).length;
    const best = candidates
      .filter((one) => news(one) > 0)
      .sort(
        (a, b) =>
          news(b) - news(a) ||
          compareSimplicity(simplicityOf(a.shrunk.situation), simplicityOf(b.shrunk.situation)),
      )[0];
    if (best === undefined) return needed(chosen);
    chosen.push(best);
    for (const pair of best.losses.keys()) open.delete(pair);
  }
}

/** Those without which some pair is decided by none; the longest go first. */
function needed(chosen: readonly Candidate[]): Candidate[] {
  let kept = [...chosen];
  for (const one of [...chosen].sort((a, b) => b.lines - a.lines)) {
    const others = kept.filter((other) => other !== one);
    const decided = (pair: number) => others.some(({ losses }) => losses.has(pair));
    if ([...one.losses.keys()].every(decided)) kept = others;
  }
  return kept;
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}

function duelOf({ shrunk, judged, lines }: Candidate, letter: string, settings: HuntSettings): Duel {
  const pair = settings.pairs[shrunk.pair]!;
  const expectations = expectationsOf(judged, settings);
  return {
    situation: shrunk.situation,
    letter,
    name: `duel ${letter}`,
    comment: comment(storyOf(judged, pair, settings.metric.name)),
    expectations,
    lines: lines + expectations.length,
  };
}

/** `expect` lines for every figure that can be written exactly, with all policies that have it; bounds are left out. */
function expectationsOf({ cells }: Judged, { metric }: HuntSettings): string[] {
  const byFigure = new Map<number, string[]>();
  for (const [label, cell] of cells) {
    const figure = figureOf(cell, metric.name);
    if (figure === undefined || cell.policy.definition.bound) continue;
    byFigure.set(figure, [...(byFigure.get(figure) ?? []), label]);
  }
  return [...byFigure]
    .sort(([a], [b]) => a - b)
    .filter(([figure]) => Number(figureText(figure)) === figure)
    .flatMap(([figure, labels]) =>
      inLines(labels).map((some) => `expect ${metric.name} == ${figureText(figure)} for ${some}`),
    );
}

/** Characters that the policies of one `expect` take at most. */
const POLICIES_WIDTH = 88;

/** Labels in as few lines as they fit. */
function inLines(labels: readonly string[]): string[] {
  const lines: string[] = [];
  for (const label of labels) {
    const last = lines.at(-1);
    const longer = last === undefined ? label : `${last}, ${label}`;
    if (last !== undefined && longer.length <= POLICIES_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(label);
  }
  return lines;
}

function decidedOf(pair: Pair, place: number, chosen: readonly Candidate[], metric: string): Decided[] {
  const deciding = [...chosen.entries()].filter(([, { losses }]) => losses.has(place));
  const [first] = deciding.sort(
    ([, a], [, b]) => a.lines - b.lines || b.losses.get(place)! - a.losses.get(place)!,
  );
  if (first === undefined) return [];
  const [index, { judged, losses, lines }] = first;
  const figure = (label: string) => figureOf(judged.cells.get(label)!, metric)!;
  return [
    {
      pair,
      letter: letterOf(index),
      lines,
      loss: losses.get(place)!,
      figures: { worse: figure(pair.worse), than: figure(pair.than) },
    },
  ];
}
