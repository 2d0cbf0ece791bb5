import type { HuntedCase } from '../../hunt/case.ts';
import { Corpus, type Elite, type Finding } from '../../hunt/corpus.ts';
import type { Shrunk } from '../../hunt/duels.ts';
import { compareSimplicity, simplicityOf } from '../../hunt/simplicity.ts';
import { ROUND, roundOf } from '../../hunt/tries.ts';
import type { Crew } from './crew.ts';
import type { HuntJournal, Round } from './journal.ts';
import type { HuntRequest } from './request.ts';

/** How far a hunt is. */
export interface HuntProgress {
  readonly tries: number;
  readonly judged: number;
  /** Features seen, and situations kept for them. */
  readonly seen: number;
  readonly kept: number;
}

/** When a hunt ends: after so many tries, in whole rounds, or at a time. */
export interface HuntBudget {
  readonly tries: number;
  /** Whether time is up; asked between rounds. */
  readonly over: () => boolean;
}

/** What a hunt is run with. */
export interface HuntChoice {
  readonly budget: HuntBudget;
  readonly crew: Crew;
  /** Kinds of loss that are kept for a pair. */
  readonly kinds: number;
  readonly journal: HuntJournal | undefined;
  /** Rounds that an earlier hunt has finished. */
  readonly rounds: readonly Round[];
  readonly signal: AbortSignal;
  readonly progress: (progress: HuntProgress) => void;
}

/** What a search has learned. */
export interface Searched extends HuntProgress {
  readonly corpus: Corpus;
  /** Findings of the last round that break an invariant: the search ends with them. */
  readonly breaches: readonly Finding[];
  /** Whether the signal ended it early. */
  readonly stopped: boolean;
}

/** Tries that are handed to a thread at once. */
const TASK = 16;

/**
 * Searches round by round. A round's findings are merged when all are there, in the order of their tries, so that the
 * same seed and number of tries come to the same, whatever the threads.
 */
export async function search(request: HuntRequest, choice: HuntChoice): Promise<Searched> {
  const { budget, crew, journal, signal, progress } = choice;
  const corpus = new Corpus(request.pairs.length, choice.kinds);
  let [tries, judged] = [0, 0];
  let breaches: readonly Finding[] = [];
  for (const round of choice.rounds) {
    for (const finding of round.news) corpus.add(finding);
    tries += round.tries;
    judged += round.judged;
  }
  const state = () => ({ tries, judged, seen: corpus.seen, kept: corpus.situations.length });
  while (tries < budget.tries && !budget.over() && !signal.aborted && breaches.length === 0) {
    const findings = await makeRound(request, corpus, tries, crew);
    const known = findings.filter((one) => one !== undefined);
    const news = known.map((one) => corpus.add(one)).filter((one) => one !== undefined);
    journal?.add({ tries: ROUND, judged: known.length, news });
    tries += ROUND;
    judged += known.length;
    breaches = known.filter(({ breach }) => breach !== undefined);
    progress(state());
  }
  return { ...state(), corpus, breaches, stopped: signal.aborted };
}

async function makeRound(
  { seed, family }: HuntRequest,
  corpus: Corpus,
  first: number,
  crew: Crew,
): Promise<readonly (Finding | undefined)[]> {
  const tries = roundOf(corpus, first, ROUND, seed, family.seeds);
  const tasks: Promise<readonly (Finding | undefined)[]>[] = [];
  for (let at = 0; at < tries.length; at += TASK) {
    const task = { kind: 'tries', tries: tries.slice(at, at + TASK) } as const;
    tasks.push(crew.do(task).then((result) => (result.kind === 'tries' ? result.findings : [])));
  }
  return (await Promise.all(tasks)).flat();
}

/** How many of the best situations are shrunk for every case that is wanted. */
const SHRUNK_FOR_ONE = 3;

/**
 * The cases of one pair: its best situations shrunk, one of each kind, the simplest first.
 * @param wanted - how many at most.
 */
export async function casesOf(
  request: HuntRequest,
  corpus: Corpus,
  pair: number,
  wanted: number,
  crew: Crew,
): Promise<readonly HuntedCase[]> {
  const { worse, than } = request.pairs[pair]!;
  const shrunk = await Promise.all(
    corpus
      .elites(pair)
      .slice(0, wanted * SHRUNK_FOR_ONE)
      .map(async ({ situation }: Elite) => {
        const name = `${worse} loses to ${than}`;
        const result = await crew.do({ kind: 'case', found: situation, pair: { worse, than }, name });
        return result.kind === 'case' ? [result.hunted] : [];
      }),
  );
  const simplest = shrunk
    .flat()
    .sort((a, b) => compareSimplicity(simplicityOf(a.situation), simplicityOf(b.situation)));
  const kinds = new Map<string, HuntedCase>();
  for (const one of simplest) if (!kinds.has(one.kind)) kinds.set(one.kind, one);
  return [...kinds.values()].slice(0, wanted).map(numbered);
}

/** Names are unique in a file. */
function numbered(one: HuntedCase, index: number): HuntedCase {
  return index === 0 ? one : { ...one, name: `${one.name} (${index + 1})` };
}

/**
 * The best situations of every pair, shrunk for it.
 * @param each - how many of a pair at most.
 */
export async function shrunkOf(
  { pairs }: HuntRequest,
  corpus: Corpus,
  each: number,
  crew: Crew,
): Promise<readonly Shrunk[]> {
  const tasks = pairs.flatMap((pair, place) =>
    corpus
      .elites(place)
      .slice(0, each)
      .map(async ({ situation }): Promise<Shrunk[]> => {
        const result = await crew.do({ kind: 'case', found: situation, pair, name: 'case' });
        return result.kind === 'case' ? [{ situation: result.hunted.situation, pair: place }] : [];
      }),
  );
  return (await Promise.all(tasks)).flat();
}
