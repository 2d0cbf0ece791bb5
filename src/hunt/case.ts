import { formatText } from '../language/format/format-text.ts';
import type { Pair } from './corpus.ts';
import { figureOf, HUNTED_FILE, type Judged, type JudgeSettings, judge, judgeText } from './judge.ts';
import { losingMapping } from './losing-mapping.ts';
import { lossBetween } from './loss.ts';
import { shrink } from './shrink.ts';
import type { Situation } from './situation.ts';
import { fileText, type Given, type Told } from './situation-text.ts';
import { expectationsOf, storyOf } from './story.ts';
import type { HuntSettings } from './tries.ts';

/** A situation in which a policy loses, shrunk and told. Plain data. */
export interface HuntedCase extends Told {
  readonly pair: Pair;
  readonly loss: number;
  readonly kind: string;
  readonly figures: { readonly worse: number; readonly than: number };
  /** Lines of the scenario and of what it declares, without comments, empty lines and the header. */
  readonly lines: number;
}

/** A shrunk situation shows at least this share of the loss that was found. */
export const KEPT_LOSS = 0.5;

/** Shrinks a situation in which the first of a pair loses, and tells it. */
export function huntedCase(found: Situation, pair: Pair, all: HuntSettings, name: string): HuntedCase {
  const settings = { ...all, judge: { ...all.judge, policies: policiesOf(pair, all.judge) } };
  const loss = (situation: Situation) => {
    const judged = judge(situation, settings.judge);
    return judged && lossBetween(judged, pair.worse, pair.than, settings.metric);
  };
  const wanted = Math.max(settings.least, (loss(found) ?? 0) * KEPT_LOSS);
  const situation = shrink(found, (simpler) => (loss(simpler) ?? 0) >= wanted);
  return toldCase(situation, pair, settings, name);
}

/** The baseline and the two policies of a pair: no other decides about its loss. */
function policiesOf({ worse, than }: Pair, { policies }: JudgeSettings): JudgeSettings['policies'] {
  return policies.filter(({ label }, place) => place === 0 || label === worse || label === than);
}

/** A situation as a case of a pair, told but not shrunk. */
export function toldCase(situation: Situation, pair: Pair, settings: HuntSettings, name: string): HuntedCase {
  const { metric, judge: judging } = settings;
  const judged = surely(judge(situation, judging));
  const told: Told = {
    situation,
    name,
    comment: comment(storyOf(judged, pair, metric.name)),
    expectations: expectationsOf(judged, pair, metric.name),
  };
  const text = casesText([told], judging.given, []);
  // The file as it is written, with its expectations, must be one that the checker takes.
  surely(judgeText(text, judging));
  return {
    ...told,
    pair,
    loss: lossBetween(judged, pair.worse, pair.than, metric) ?? 0,
    kind: losingMapping(judged, pair.worse, pair.than)?.kind ?? '',
    figures: {
      worse: figureOf(judged.cells.get(pair.worse)!, metric.name)!,
      than: figureOf(judged.cells.get(pair.than)!, metric.name)!,
    },
    lines: scenarioLineCount(text),
  };
}

function surely(judged: Judged | undefined): Judged {
  if (judged === undefined) throw new Error('a situation that was judged before cannot be judged again');
  return judged;
}

/** Cases as one scenario file, as the formatter lays it out. @param head - see {@link fileText}. */
export function casesText(cases: readonly Told[], given: Given, head: readonly string[]): string {
  const result = formatText(HUNTED_FILE, fileText(cases, given, head));
  if ('text' in result) return result.text;
  throw new Error(`a hunted scenario has a mistake of form: ${result.errors[0]!.message}`);
}

/** Lines that a reader must read: no comments, no empty ones, no header. */
export function scenarioLineCount(text: string): number {
  return text.split('\n').filter((line) => /^\s*[^#\s]/.test(line) && !/^language \d+$/.test(line)).length;
}

const LINE = 118;

/** Sentences as the lines of a comment. */
export function comment(sentences: readonly string[]): string[] {
  return sentences.flatMap(wrapped);
}

/** A sentence in lines of a width that fits the screen. */
function wrapped(sentence: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
